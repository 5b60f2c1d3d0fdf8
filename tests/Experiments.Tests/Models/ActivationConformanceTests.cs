using Experiments.Initialization;
using Experiments.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace Experiments.Tests.Models;

/// <summary>What every row of the registry promises.</summary>
public sealed class ActivationConformanceTests
{
    public static TheoryData<string> Names => [.. ActivationRegistry.Instance.Rows.Select(row => row.Name)];

    private static ActivationOptions Make(string name) =>
        (ActivationOptions)Activator.CreateInstance(ActivationRegistry.Instance.Rows.Single(row => row.Name == name).OptionsType)!;

    [Theory]
    [MemberData(nameof(Names))]
    public void Its_own_module_is_recognised_with_its_settings(string name)
    {
        var activation = Make(name);
        using var module = activation.Build();
        Assert.Equal(activation, ActivationRegistry.Recognise(module));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Shape_and_type_pass_through(string name)
    {
        foreach (var type in new[] { ScalarType.Float32, ScalarType.Float64 })
        {
            using var scope = NewDisposeScope();
            using var module = Make(name).Build();
            module.to(type);
            var result = module.call(zeros([2, 3, 4], dtype: type, device: CPU));
            Assert.Equal([2L, 3L, 4L], result.shape);
            Assert.Equal(type, result.dtype);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_derivative_is_the_slope_of_the_value_away_from_kinks(string name)
    {
        var activation = Make(name);
        foreach (var z in new[] { -2.3, -0.7, 0.4, 1.9 })
        {
            const double step = 1e-6;
            var slope = (activation.Value(z + step) - activation.Value(z - step)) / (2 * step);
            Assert.Equal(slope, activation.Derivative(z), 1e-8);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_rectifier_and_only_a_rectifier_has_a_negative_slope(string name)
    {
        var activation = Make(name);
        Assert.Equal(activation.Family == ActivationFamily.Rectifier, !double.IsNaN(activation.NegativeSlope));
        if (activation.Family == ActivationFamily.Rectifier)
            Assert.Equal(activation.NegativeSlope * -3, activation.Value(-3), 1e-12);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void It_has_a_variance_preserving_gain(string name)
    {
        var gain = Gains.VariancePreserving(Make(name));
        Assert.True(double.IsFinite(gain) && gain > 0, $"{gain}");
    }
}
