namespace Experiments.Tests.Initialization;

/// <summary>Tests residual branches that start as a small multiple of the identity. Rules with <c>eye</c> or <c>dirac</c> and a gain create
/// them.</summary>
public sealed class NearIdentityTests
{
    // Three blocks x + x/4 multiply the signal by (5/4)³ = 1.953125. Every product is exact in float32.
    [Fact]
    public void Branches_of_linear_layers_begin_as_a_multiple_of_the_identity() =>
        AssertMultiple(1.953125f, () => Linear(4, 4), "eye", [2, 4]);

    [Fact]
    public void Branches_of_convolutions_begin_as_a_multiple_of_the_identity() =>
        AssertMultiple(1.953125f, () => Conv2d(4, 4, 3, padding: 1), "dirac", [2, 4, 5, 5]);

    // The factor (1 + 1/L)^L is below e for any number of branches; for two branches it is 9/4.
    [Fact]
    public void The_gain_may_depend_on_the_number_of_branches()
    {
        using var scope = NewDisposeScope();
        using var model = Sequential(new Residual(Linear(4, 4)), new Residual(Linear(4, 4)));
        Initializer.Apply(model, Policy("eye", "\"1/branches\""), 0);
        var input = ones(1, 4, dtype: ScalarType.Float32, device: CPU);
        Assert.Equal([2.25f, 2.25f, 2.25f, 2.25f], model.call(input).data<float>().ToArray());
    }

    // Of n² entries, n are g and all others are 0, so the variance is g²(1/n − 1/n²).
    [Fact]
    public void The_standard_deviation_is_multiplied_by_the_gain()
    {
        using var model = Sequential(new Residual(Linear(4, 4)));
        var plan = Initializer.Plan(Layers.Of(model), Policy("eye", "0.25"));
        Assert.Equal(0.25 * Math.Sqrt((1 / 4.0) - (1 / 16.0)), plan.Parameters[0].Std!.Value, 1e-12);
    }

    private static void AssertMultiple(float factor, Func<Module<Tensor, Tensor>> layer, string scheme, long[] shape)
    {
        using var scope = NewDisposeScope();
        using var model = Sequential(new Residual(layer()), new Residual(layer()), new Residual(layer()));
        Initializer.Apply(model, Policy(scheme, "0.25"), 0);
        var input = arange(shape.Aggregate(1L, (product, size) => product * size), dtype: ScalarType.Float32, device: CPU).reshape(shape);
        Assert.Equal(input.mul(factor).data<float>().ToArray(), model.call(input).data<float>().ToArray());
    }

    private static InitOptions Policy(string scheme, string gain) =>
        InitConfig.Read($$"""{ "weight": "zeros", "bias": "zeros", "rules": [ { "role": "branch", "weight": """
            + $$"""{ "scheme": "{{scheme}}", "gain": {{gain}} } } ] }""");
}
