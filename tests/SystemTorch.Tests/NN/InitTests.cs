using System.Runtime.InteropServices;
using SystemTorch.Tests.Oracle;
using TorchSharp;
using static SystemTorch.Tests.NN.OracleCase;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace SystemTorch.Tests.NN;

/// <summary>nn.init where TorchSharp's agrees with PyTorch's, bit for bit, and where it does not, as it does.</summary>
public class InitTests
{
    private static readonly OracleRun s_run = new(
    [
        Filled("uniform_(x[0], -1, 2)", x => init.uniform_(x, -1, 2), 7, 5),
        Filled("normal_(x[0], 1, 0.5)", x => init.normal_(x, 1, 0.5), 7, 5),
        Filled("constant_(x[0], 0.3)", x => init.constant_(x, 0.3), 7, 5),
        Filled("ones_(x[0])", init.ones_, 7, 5),
        Filled("zeros_(x[0])", init.zeros_, 7, 5),
        Filled("eye_(x[0])", init.eye_, 3, 5),
        Filled("dirac_(x[0])", init.dirac_, 3, 2, 3),
        Filled("dirac_(x[0])", init.dirac_, 2, 3, 3, 5),
        Filled("dirac_(x[0])", init.dirac_, 2, 2, 3, 4, 2),
        Filled("orthogonal_(x[0])", x => init.orthogonal_(x), 5, 5),
        Filled("orthogonal_(x[0], 1.5)", x => init.orthogonal_(x, 1.5), 3, 7),
        Filled("orthogonal_(x[0])", x => init.orthogonal_(x), 8, 2, 3),
        Filled("sparse_(x[0], 0.3)", x => init.sparse_(x, 0.3), 9, 4),
        Filled("sparse_(x[0], 0.5, 2)", x => init.sparse_(x, 0.5, 2), 9, 4),
        Filled("xavier_uniform_(x[0])", x => init.xavier_uniform_(x), 7, 5),
        Filled("xavier_uniform_(x[0], 1.7)", x => init.glorot_uniform_(x, 1.7), 6, 4, 3, 3),
        Filled("kaiming_uniform_(x[0])", x => init.kaiming_uniform_(x), 7, 5),
        Filled("kaiming_uniform_(x[0], a=5 ** 0.5, mode='fan_out')", x => init.kaiming_uniform_(x, Math.Sqrt(5), init.FanInOut.FanOut), 7, 5),
        Filled("kaiming_uniform_(x[0], nonlinearity='tanh')", x => init.kaiming_uniform_(x, nonlinearity: init.NonlinearityType.Tanh), 6, 4, 3),
        Filled("kaiming_normal_(x[0], nonlinearity='relu')", x => init.kaiming_normal_(x, nonlinearity: init.NonlinearityType.ReLU), 6, 4, 3, 3),
        Filled("kaiming_normal_(x[0], a=0.1, mode='fan_out')", x => init.kaiming_normal_(x, 0.1, init.FanInOut.FanOut), 8, 3),
        // Where TorchSharp means one distribution and draws another.
        Filled("xavier_uniform_(x[0])", x => init.xavier_normal_(x), 4, 9),
        Filled("xavier_uniform_(x[0], 0.5)", x => init.glorot_normal_(x, 0.5), 4, 9),
    ]);

    public static TheoryData<string> Names => s_run.Names;

    [SkippableTheory]
    [MemberData(nameof(Names))]
    public void An_initialiser_gives_PyTorchs_values_from_the_same_seed(string name) => s_run.Compare(name);

    [Fact]
    public void The_truncated_normal_is_the_constant_std()
    {
        using var values = init.trunc_normal_(empty(50), std: 0.02);

        Assert.Equal([0.02f], values.data<float>().ToArray().Distinct());
    }

    [Fact]
    public void The_truncated_normal_scales_its_draws_by_the_mean_and_shifts_them_by_std()
    {
        manual_seed(3);
        using var values = init.trunc_normal_(empty(200, dtype: ScalarType.Float64), mean: 0.5, std: 1, a: -2, b: 2);
        manual_seed(3);
        using var expected = empty(200, dtype: ScalarType.Float64).uniform_(2 * 0.0062096653257761351 - 1, 2 * 0.93319279873114191 - 1).erfinv().mul(0.5).add(1).clamp(-2, 2);

        Assert.True(values.allclose(expected, 1e-12, 1e-12));
    }

    [Fact]
    public void A_generator_is_ignored()
    {
        manual_seed(5);
        using var first = init.normal_(empty(4), generator: new Generator(1));
        manual_seed(5);
        using var second = init.normal_(empty(4), generator: new Generator(2));

        Assert.True(first.allclose(second, 0, 0));
    }

    [Theory]
    [InlineData(init.NonlinearityType.Linear, 0, 1)]
    [InlineData(init.NonlinearityType.Conv2D, 0, 1)]
    [InlineData(init.NonlinearityType.Sigmoid, 0, 1)]
    [InlineData(init.NonlinearityType.Tanh, 0, 1.6666666666666667)]
    [InlineData(init.NonlinearityType.ReLU, 0, 1.4142135623730951)]
    [InlineData(init.NonlinearityType.LeakyReLU, 0, 1.4142135623730951)]
    [InlineData(init.NonlinearityType.LeakyReLU, 0.1, 1.4071950894605838)]
    [InlineData((init.NonlinearityType)99, 0, 1)]
    public void Gains_are_the_table_of_PyTorch_with_a_leak_of_0_and_1_for_what_is_unknown(init.NonlinearityType nonlinearity, double param, double gain) =>
        Assert.Equal(gain, init.calculate_gain(nonlinearity, param), 15);

    [Fact]
    public void Fans_count_the_kernel()
    {
        Assert.Equal((3L, 5L), init.CalculateFanInAndFanOut(empty(5, 3)));
        Assert.Equal((3L * 8, 5L * 8), init.CalculateFanInAndFanOut(empty(5, 3, 2, 4)));
        Assert.Throws<ArgumentException>(() => init.CalculateFanInAndFanOut(empty(5)));
    }

    [Fact]
    public void A_parameter_is_filled_without_a_trace_in_its_graph()
    {
        using var weight = Parameter(empty(4, 4));

        Assert.Same(weight, init.orthogonal_(init.normal_(init.kaiming_uniform_(weight))));
        Assert.True(weight.is_leaf);
    }

    [Fact]
    public void Shapes_that_an_initialiser_has_no_meaning_for_are_refused()
    {
        Assert.Contains("Only tensors with 2 dimensions are supported", Assert.ThrowsAny<ExternalException>(() => init.eye_(empty(2, 2, 2))).Message, StringComparison.Ordinal);
        Assert.Contains("Only tensors with 2 dimensions are supported", Assert.ThrowsAny<ExternalException>(() => init.sparse_(empty(2), 0.5)).Message, StringComparison.Ordinal);
        Assert.Contains("3, 4, or 5", Assert.ThrowsAny<ExternalException>(() => init.dirac_(empty(2, 2))).Message, StringComparison.Ordinal);
        Assert.Contains("2 or more", Assert.ThrowsAny<ExternalException>(() => init.orthogonal_(empty(2))).Message, StringComparison.Ordinal);
        Assert.ThrowsAny<Exception>(() => init.xavier_uniform_(empty(3)));
        Assert.ThrowsAny<Exception>(() => init.kaiming_normal_(empty(3)));
        Assert.ThrowsAny<ExternalException>(() => init.uniform_(empty(3), 2, 1));
        Assert.ThrowsAny<ExternalException>(() => init.normal_(empty(3), 0, -1));
    }

    private static OracleCase Filled(string call, Func<Tensor, Tensor> fill, params long[] shape) =>
        new($"{call} of {string.Join('×', shape)} by {Order(call)}", null, $"nn.init.{call}", () => null, (_, x) => fill(x[0]), () => [zeros(shape)]) { Backward = false };

    private static int s_order;

    // Two rows may call the same function of PyTorch on the same shape.
    private static int Order(string call) => s_order++;
}
