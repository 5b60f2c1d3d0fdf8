namespace Experiments.Tests.Models;

public sealed class ActivationTests
{
    // libtorch's kernel for the gradient of hardsigmoid uses 1/6 in float32.
    private static double Tolerance(string name) => name.StartsWith("hardsigmoid'", StringComparison.Ordinal) ? 1e-8 : 1e-14;

    [SkippableFact]
    public void Values_and_derivatives_are_those_of_PyTorchs_modules()
    {
        using var answer = JsonDocument.Parse(
            PyTorch.Prints(File.ReadAllText(
                Repository.PathOf("tests", "Experiments.Tests", "Models", "Reference", "activation_reference.py"))));
        var points = Numbers(answer.RootElement.GetProperty("points"));
        foreach (var name in ActivationForms.Names)
        {
            var activation = ActivationForms.Make(name);
            var expected = answer.RootElement.GetProperty(name);
            AssertClose(name, points, Numbers(expected.GetProperty("value")), points.Select(activation.Value));
            AssertClose(name + "'", points, Numbers(expected.GetProperty("derivative")), points.Select(activation.Derivative));
        }
    }

    [Fact]
    public void The_module_computes_the_function_and_its_derivative()
    {
        double[] points = [-30, -8, -3.5, -2, -1, -0.5, -1e-3, 0, 1e-3, 0.5, 1, 2, 3.5, 8, 25,
            .. Enumerable.Range(0, 100).Select(i => -9.91 + (0.2003 * i))];
        foreach (var name in ActivationForms.Names)
        {
            var activation = ActivationForms.Make(name);
            using var scope = NewDisposeScope();
            using var module = activation.Build();
            module.to(ScalarType.Float64);
            var z = tensor(points, dtype: ScalarType.Float64, requires_grad: true);
            var values = module.call(z);
            values.sum().backward();
            AssertClose(name, points, values.data<double>().ToArray(), points.Select(activation.Value));
            AssertClose(name + "'", points, z.grad!.data<double>().ToArray(), points.Select(activation.Derivative));
        }
    }

    [SkippableFact]
    public void Second_moments_under_the_normal_distribution_are_those_of_another_quadrature()
    {
        using var answer = JsonDocument.Parse(
            PyTorch.Prints(File.ReadAllText(
                Repository.PathOf("tests", "Experiments.Tests", "Models", "Reference", "activation_reference.py"))));
        foreach (var name in ActivationForms.Names)
        {
            var activation = ActivationForms.Make(name);
            var expected = answer.RootElement.GetProperty(name);
            Assert.Equal(expected.GetProperty("second_moment").GetDouble(),
                GaussianExpectation.Of(z => Math.Pow(activation.Value(z), 2), activation.Kinks), 1e-10);
            Assert.Equal(expected.GetProperty("derivative_moment").GetDouble(),
                GaussianExpectation.Of(z => Math.Pow(activation.Derivative(z), 2), activation.Kinks),
                Math.Max(1e-10, Tolerance(name + "'")));
        }
    }

    // The expected values are from NumPy's expm1 and log1p. A celu with a huge alpha is a straight line.
    [Fact]
    public void Functions_keep_their_digits_where_they_are_far_below_1()
    {
        Assert.Equal(-1, new CeluActivation { Alpha = 1e38 }.Value(-1), 1e-15);
        Assert.Equal(-1e-17, new EluActivation().Value(-1e-17), 1e-32);
        Assert.Equal(1.9287498479639178e-22, new SoftplusActivation().Value(-50), 1e-36);
        Assert.Equal(-9.643749239819589e-21, new MishActivation().Value(-50), 1e-34);
    }

    [Fact]
    public void The_module_leaves_its_input_as_it_was()
    {
        foreach (var name in ActivationForms.Names)
        {
            using var scope = NewDisposeScope();
            using var module = ActivationForms.Make(name).Build();
            var z = tensor(new[] { -1f, 0.5f }, dtype: ScalarType.Float32);
            module.call(z);
            Assert.Equal([-1f, 0.5f], z.data<float>().ToArray());
        }
    }

    private static void AssertClose(string name, double[] points, double[] expected, IEnumerable<double> actual)
    {
        foreach (var (z, wanted, given) in points.Zip(expected, actual))
            Assert.True(Math.Abs(wanted - given) <= Tolerance(name) * Math.Max(1, Math.Abs(wanted)),
                $"{name}({z:R}) is {given:R}, but {wanted:R} in PyTorch");
    }

    private static double[] Numbers(JsonElement list) => [.. list.EnumerateArray().Select(number => number.GetDouble())];
}
