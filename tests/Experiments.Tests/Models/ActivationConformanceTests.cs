namespace Experiments.Tests.Models;

/// <summary>Tests that every row of the registry must pass, in each form of <see cref="ActivationForms"/>.</summary>
public sealed class ActivationConformanceTests
{
    public static TheoryData<string> Names => [.. ActivationForms.Names];

    private static ActivationOptions Make(string name) => ActivationForms.Make(name);

    [Fact]
    public void Every_key_is_set_otherwise_in_a_form()
    {
        var forms = ActivationForms.Names.Select(Make).ToList();
        foreach (var row in ActivationRegistry.Instance.Rows)
        {
            var standard = Activator.CreateInstance(row.OptionsType);
            Assert.All(ExperimentCatalog.Instance.Keys(row.OptionsType), key => Assert.Contains(forms,
                form => form.GetType() == row.OptionsType && !Equals(key.Property.GetValue(form), key.Property.GetValue(standard))));
        }
    }

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
        const double step = 1e-6;
        var activation = Make(name);
        foreach (var z in Enumerable.Range(0, 100).Select(i => -9.91 + (0.2003 * i)))
        {
            Assert.DoesNotContain(activation.Kinks, kink => Math.Abs(kink - z) < 2 * step);
            var slope = (activation.Value(z + step) - activation.Value(z - step)) / (2 * step);
            Assert.True(Math.Abs(slope - activation.Derivative(z)) < 1e-8,
                $"at {z:R}: {activation.Derivative(z):R}, but the slope is {slope:R}");
        }
    }

    // Except at jumps, the change of a function's value is limited by the slope, and all functions have slopes below 2.5.
    [Theory]
    [MemberData(nameof(Names))]
    public void The_derivative_jumps_nowhere_but_at_kinks(string name)
    {
        const double step = 1e-3;
        var activation = Make(name);
        var kinks = activation.Kinks;
        var jumps = Enumerable.Range(-10_000, 20_000).Select(i => (From: (i + 0.5) * step, To: (i + 1.5) * step))
            .Where(piece => Math.Abs(activation.Derivative(piece.To) - activation.Derivative(piece.From)) > 2.5 * step);
        Assert.All(jumps, piece => Assert.Contains(kinks, kink => kink > piece.From && kink < piece.To));
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
