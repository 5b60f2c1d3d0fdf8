namespace Experiments.Tests.Signal.Predict;

/// <summary>Tests the part of a gradient that is parallel to its signal. This part matters in narrow networks.</summary>
public sealed class AlongSignalTests
{
    [Fact]
    public void A_gradient_parallel_to_its_signal_has_n_times_the_random_value()
    {
        using var scope = NewDisposeScope();
        var z = randn([6, 10], dtype: ScalarType.Float32, device: CPU);
        Assert.Equal(10, SignalStatistics.OfGradient(-3 * z, z).AlongSignal, 1e-4);
        var orthogonal = tensor(new[] { 1f, 2, -2, 1 }, [2, 2]);
        Assert.Equal(0, SignalStatistics.OfGradient(orthogonal, tensor(new[] { -2f, 1, 1, 2 }, [2, 2])).AlongSignal, 1e-12);
        Assert.Equal(1, SignalStatistics.Of(z).AlongSignal);
    }

    [Fact]
    public void Between_rectifiers_the_part_along_the_signal_is_kept()
    {
        // For z = W h, E |Wᵀg|² = σ² |g|² (n − 1 + a). The mask of a rectifier then keeps the whole part parallel to h and half of the
        // remaining part.
        const double Along = 4;
        const int Units = 50;
        var (linear, below) = AlignedGradient.Linear(Along, Units);
        Assert.Equal((Units - 1 + Along) / Units, linear, 1e-12);
        using var scope = NewDisposeScope();
        var signal = SignalState.Of(SignalStatistics.Of(full([3, Units], 1.0, dtype: ScalarType.Float32, device: CPU)));
        var (mask, after) = AlignedGradient.Activation(below, new ReluActivation(), signal, Units);
        Assert.Equal(1 + ((below - 1) / Units), mask, 1e-4);
        Assert.Equal(below / mask, after, 1e-3);
    }
}
