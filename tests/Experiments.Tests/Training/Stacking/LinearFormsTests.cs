namespace Experiments.Tests.Training.Stacking;

/// <summary>Compares the linear layers of all cells with libtorch's own linear layer and its gradients.</summary>
public sealed class LinearFormsTests : IDisposable
{
    private readonly DisposeScope _scope = NewDisposeScope();
    private readonly Generator _generator = new(5);

    // The native form sums up to 128 examples in one product; some shapes have more.
    public static TheoryData<int, long, bool, bool, ScalarType> Shapes => new()
    {
        { 0, 32, true, false, ScalarType.Float32 },
        { 0, 32, true, true, ScalarType.Float32 },
        { 0, 300, false, false, ScalarType.Float32 },
        { 0, 300, false, true, ScalarType.Float32 },
        { 0, 7, true, false, ScalarType.Float64 },
        { 0, 150, true, true, ScalarType.Float64 },
        { 1, 32, true, false, ScalarType.Float32 },
        { 1, 32, true, true, ScalarType.Float32 },
        { 1, 7, false, true, ScalarType.Float64 },
    };

    public void Dispose()
    {
        _generator.Dispose();
        _scope.Dispose();
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Output_and_gradients_are_those_of_linear_and_relu(int place, long batch, bool hasBias, bool rectifies, ScalarType precision)
    {
        var input = Random(precision, 3, batch, 20).requires_grad_();
        var weight = Parameter(precision, 3, 16, 20);
        var bias = hasBias ? Parameter(precision, 3, 16) : null;
        var gradient = Random(precision, 3, batch, 16);

        var output = FormAt(place, input)(input, weight, bias, rectifies);
        output.backward([gradient]);

        for (var cell = 0; cell < 3; cell++)
        {
            var x = input[cell].detach().clone().requires_grad_();
            var w = weight.Values[cell].detach().clone().requires_grad_();
            var b = bias?.Values[cell].detach().clone().requires_grad_();
            var alone = functional.linear(x, w, b);
            if (rectifies)
                alone = functional.relu(alone);
            alone.backward([gradient[cell].clone()]);
            AssertClose(alone, output[cell]);
            AssertClose(x.grad!, input.grad![cell]);
            // The form must add its gradients to existing gradients, which are 1 here.
            AssertClose(w.grad! + 1, weight.Gradient[cell]);
            if (bias is not null)
                AssertClose(b!.grad! + 1, bias.Gradient[cell]);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void An_input_without_a_gradient_gets_none_and_the_weight_still_does(int place)
    {
        var input = ones(2, 3, 4);
        var weight = new StackedParameter(ones(2, 5, 4).requires_grad_(), zeros(2, 5, 4));

        FormAt(place, input)(input, weight, null, false).sum().backward();

        Assert.Null(input.grad);
        Assert.Equal(3 * 2 * 5 * 4, weight.Gradient.sum().item<float>());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Cells_of_a_parameter_may_lie_apart(int place)
    {
        var (values, gradients) = (Random(ScalarType.Float32, 2, 50), zeros(2, 50));
        var weight = new StackedParameter(Part(values).requires_grad_(), Part(gradients));
        var input = Random(ScalarType.Float32, 2, 3, 4);

        var output = FormAt(place, input)(input, weight, null, false);
        output.sum().backward();

        Assert.True(output[1].allclose(input[1].matmul(weight.Values[1].transpose(0, 1)), 1e-5, 1e-5));
        Assert.Equal(0, gradients.narrow(1, 0, 10).abs().sum().item<float>() + gradients.narrow(1, 30, 20).abs().sum().item<float>());
        Assert.True(gradients.narrow(1, 10, 20).view(2, 5, 4)[1].allclose(input[1].sum(dim: 0).expand(5, 4), 1e-5, 1e-5));

        static Tensor Part(Tensor rows) => rows.narrow(1, 10, 20).view(2, 5, 4);
    }

    [Fact]
    public void A_form_that_rounds_otherwise_or_loses_a_gradient_is_refused()
    {
        var input = Random(ScalarType.Float32, 2, 60, 40);
        var weight = Parameter(ScalarType.Float32, 2, 30, 40);

        Assert.True(LinearProof.IsEqual((x, w, _, _) => Separate(x, w), input, weight, null));
        Assert.False(LinearProof.IsEqual((x, w, _, _) => Separate(x, w) * (1 + 1.2e-7f), input, weight, null));
        Assert.False(LinearProof.IsEqual(
            (x, w, _, _) => Separate(x, w with { Gradient = w.Gradient.clone() }), input, weight, null));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void ReLU_keeps_NaN_and_passes_no_gradient_at_0(int place)
    {
        // One weight of 1: the outputs before ReLU are the inputs.
        var input = tensor(new[] { float.NaN, -1, 0, 2, float.PositiveInfinity, float.NegativeInfinity }).view(1, 6, 1).requires_grad_();
        var weight = new StackedParameter(ones(1, 1, 1).requires_grad_(), zeros(1, 1, 1));

        var output = FormAt(place, input)(input, weight, null, true);
        output.backward([full([1, 6, 1], 3f)]);

        Assert.Equal([float.NaN, 0, 0, 2, float.PositiveInfinity, 0], output.detach().data<float>().ToArray());
        Assert.Equal([3, 0, 0, 3, 3, 0], input.grad!.data<float>().ToArray());
    }

    [Fact]
    public void A_form_that_omits_the_ReLU_is_refused()
    {
        var input = Random(ScalarType.Float32, 2, 60, 40);
        var weight = Parameter(ScalarType.Float32, 2, 30, 40);

        Assert.True(LinearProof.IsEqual((x, w, _, _) => functional.relu(Separate(x, w)), input, weight, null, rectifies: true));
        Assert.False(LinearProof.IsEqual((x, w, _, _) => Separate(x, w), input, weight, null, rectifies: true));
    }

    [SkippableFact]
    public void The_native_form_refuses_tensors_that_do_not_fit()
    {
        var input = ones(2, 3, 4);
        var native = Native();

        Assert.Contains("the weight", Assert.Throws<ExternalException>(
            () => native(input, Parameter(ScalarType.Float32, 2, 5, 6), null, false)).Message, StringComparison.Ordinal);
        Assert.Contains("the bias", Assert.Throws<ExternalException>(
            () => native(input, Parameter(ScalarType.Float32, 2, 5, 4), Parameter(ScalarType.Float32, 2, 4), false)).Message,
            StringComparison.Ordinal);
        Assert.Contains("precision", Assert.Throws<ExternalException>(
            () => native(input, Parameter(ScalarType.Float64, 2, 5, 4), null, false)).Message, StringComparison.Ordinal);
    }

    [SkippableFact]
    public void The_native_form_records_nothing_without_gradients()
    {
        var native = Native();
        using var noGradients = no_grad();

        Assert.False(native(ones(2, 3, 4), Parameter(ScalarType.Float32, 2, 5, 4), null, false).requires_grad);
    }

    [Fact]
    public void Other_precisions_have_no_native_form() => Assert.Single(LinearForms.For(ones(1, 1, 1, dtype: ScalarType.BFloat16)));

    // Computes each cell separately. Autograd adds the gradient in place.
    private static Tensor Separate(Tensor x, StackedParameter weight)
    {
        weight.Values.grad = weight.Gradient;
        return stack([.. Enumerable.Range(0, (int)x.size(0)).Select(cell => functional.linear(x[cell], weight.Values[cell]))], 0);
    }

    private static void AssertClose(Tensor expected, Tensor actual) => Assert.True(actual.allclose(expected, 1e-5, 1e-5));

    // The native form comes first, if the library has it.
    private static LinearForm FormAt(int place, Tensor input) => LinearForms.For(input).Reverse().ElementAtOrDefault(1 - place)
        ?? LinearForms.Batched;

    private static LinearForm Native()
    {
        Skip.IfNot(TorchLibrary.Loaded!.Choice.Kind == TorchLibraryKind.Libtorch, "Only this project's native library has this form.");
        var forms = LinearForms.For(ones(1, 1, 1)).ToList();
        Assert.Equal(2, forms.Count);
        return forms[0];
    }

    private StackedParameter Parameter(ScalarType precision, params long[] shape) =>
        new(Random(precision, shape).requires_grad_(), ones(shape, dtype: precision));

    private Tensor Random(ScalarType precision, params long[] shape) => randn(shape, dtype: precision, generator: _generator);
}
