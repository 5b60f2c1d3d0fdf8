using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace SystemTorch.Tests.NN;

public class GradientClippingTests
{
    [Fact]
    public void All_gradients_shrink_together_to_the_norm()
    {
        var parameters = WithGradients([3, 0], [4]);

        Assert.Equal(5.0, nn.utils.clip_grad_norm_(parameters, 1), 6);
        Assert.Equal([0.6f, 0f], Gradient(parameters[0]), Close);
        Assert.Equal([0.8f], Gradient(parameters[1]), Close);
    }

    [Fact]
    public void Gradients_below_the_norm_stay_as_they_are()
    {
        var parameters = WithGradients([3, 0], [4]);

        Assert.Equal(5.0, nn.utils.clip_grad_norm_(parameters, 100), 6);
        Assert.Equal([3f, 0f], Gradient(parameters[0]));
    }

    [Theory]
    [InlineData(1.0, 7.0)]
    [InlineData(double.PositiveInfinity, 4.0)]
    [InlineData(0.0, 2.0)]
    public void Other_norms_are_those_of_the_vector_of_all(double type, double norm) =>
        Assert.Equal(norm, nn.utils.clip_grad_norm_(WithGradients([-3, 0], [4]), 100, type), 6);

    [Fact]
    public void A_norm_that_is_not_finite_is_told()
    {
        Assert.True(double.IsNaN(nn.utils.clip_grad_norm_(WithGradients([float.NaN], [4]), 1)));
        Assert.True(double.IsPositiveInfinity(nn.utils.clip_grad_norm_(WithGradients([float.PositiveInfinity], [4]), 1)));
    }

    [Fact]
    public void Without_gradients_the_norm_is_0()
    {
        Assert.Equal(0.0, nn.utils.clip_grad_norm_([nn.Parameter(ones(2))], 1));
        Assert.Equal(0.0, nn.utils.clip_grad_norm_([], 1));
    }

    [Fact]
    public void Values_are_limited_on_both_sides()
    {
        var parameters = WithGradients([-3, 0.1f], [4]);
        nn.utils.clip_grad_value_(parameters, 0.5);

        Assert.Equal([-0.5f, 0.1f], Gradient(parameters[0]));
        Assert.Equal([0.5f], Gradient(parameters[1]));
    }

    [Fact]
    public void Parameters_become_one_vector_through_which_gradients_flow()
    {
        var parameters = new[] { nn.Parameter(ones(2, 2)), nn.Parameter(zeros(3)) };
        using var vector = nn.utils.parameters_to_vector(parameters);

        Assert.Equal([1f, 1, 1, 1, 0, 0, 0], vector.data<float>().ToArray());
        vector.sum().backward();
        Assert.Equal([1f, 1, 1], Gradient(parameters[1]));
    }

    private static bool Close(float expected, float actual) => Math.Abs(expected - actual) < 1e-6;

    private static Parameter[] WithGradients(params float[][] gradients) => gradients.Select(values =>
    {
        var parameter = nn.Parameter(zeros(values.Length));
        parameter.grad = tensor(values);
        return parameter;
    }).ToArray();

    private static float[] Gradient(Parameter parameter) => parameter.grad!.data<float>().ToArray();
}
