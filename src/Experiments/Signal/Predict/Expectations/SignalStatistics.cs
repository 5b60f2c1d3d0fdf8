namespace Experiments.Signal.Predict;

/// <summary>
/// Statistics of a measured signal from which predictions start: the network's input, the input of a layer after a max-pool, or the
/// gradient at the start of a backward pass. The record contains numbers, no tensors; <see cref="Of"/> creates it.
/// </summary>
/// <param name="Examples">Examples in the batch, N.</param>
/// <param name="Channels">Channels of an image, or features of a vector.</param>
/// <param name="Height">Height of an image, 1 for vectors.</param>
/// <param name="Width">Width of an image, 1 for vectors.</param>
/// <param name="SecondMoments">For each example and position, [N · Height · Width], the mean of x² over channels.</param>
/// <param name="FeatureMeanSquare">The mean over channels and positions of (mean of x over examples)², a measure of the similarity of the
/// examples.</param>
/// <param name="ChannelMeanSquare">The mean over channels of (mean of x over examples and positions)².</param>
/// <param name="SampledExamples">Indices of the examples in <paramref name="Sample"/>, evenly spread over the batch. Correlations between
/// examples are computed from these examples.</param>
/// <param name="Sample">Values of the sampled examples, [sampled · Channels · Height · Width].</param>
public sealed record SignalStatistics(
    int Examples, int Channels, int Height, int Width, double[] SecondMoments, double FeatureMeanSquare, double ChannelMeanSquare,
    IReadOnlyList<int> SampledExamples, float[] Sample)
{
    // The larger sample size is a multiple of the smaller size, so that the larger sample contains the smaller sample.
    internal const int FewExamples = 24;
    private const int MostExamples = 96;
    private const long MostNumbers = 1L << 20;

    /// <summary>
    /// For a gradient g with respect to a signal z of n units: Σ (z · g)² / Σ (|z|² |g|² / n) over examples. The value is 1 if g and z are
    /// independent. The gradient of a loss is not independent of the logits: the gradient of softmax is partly parallel to the logits.
    /// </summary>
    public double AlongSignal { get; init; } = 1;

    /// <summary>Number of positions of an image; 1 for vectors.</summary>
    public int Positions => Height * Width;

    /// <summary>Computes the statistics of a batch on any device, in any float format.</summary>
    /// <param name="batch">[N, features], [N, channels, length] or [N, channels, height, width].</param>
    public static SignalStatistics Of(Tensor batch)
    {
        using var scope = NewDisposeScope();
        using var noGradients = no_grad();
        var shape = batch.shape;
        var (height, width) = shape.Length switch { 2 => (1L, 1L), 3 => (1L, shape[2]), 4 => (shape[2], shape[3]),
            _ => throw new ArgumentException($"A batch must have 2, 3 or 4 dimensions, not {shape.Length}.", nameof(batch)) };
        var exact = batch.detach().to(ScalarType.Float64).to(CPU).reshape([shape[0], shape[1], height * width]);
        var sampled = Spread((int)shape[0], MostExamples * shape[1] * height * width <= MostNumbers ? MostExamples : FewExamples);
        var sample = exact.index_select(0, tensor(sampled.Select(index => (long)index).ToArray())).to(ScalarType.Float32).contiguous();
        return new SignalStatistics(
            (int)shape[0], (int)shape[1], (int)height, (int)width,
            exact.square().mean([1L]).contiguous().data<double>().ToArray(),
            exact.mean([0L]).square().mean().item<double>(), exact.mean([0L, 2L]).square().mean().item<double>(), sampled,
            sample.data<float>().ToArray());
    }

    /// <summary>Computes the statistics of a gradient, including <see cref="AlongSignal"/>.</summary>
    /// <param name="signal">The signal, with the same shape as the gradient.</param>
    public static SignalStatistics OfGradient(Tensor gradient, Tensor signal)
    {
        using var scope = NewDisposeScope();
        using var noGradients = no_grad();
        var (g, z) = (gradient.detach().to(ScalarType.Float64).to(CPU).flatten(1),
            signal.detach().to(ScalarType.Float64).to(CPU).flatten(1));
        var along = (g * z).sum(1).square().sum().item<double>();
        var expected = (g.square().sum(1) * z.square().mean([1L])).sum().item<double>();
        return Of(gradient) with { AlongSignal = expected > 0 ? along / expected : 1 };
    }

    internal static int[] Spread(int examples, int most) =>
        examples <= most
            ? [.. Enumerable.Range(0, examples)]
            : [.. Enumerable.Range(0, most).Select(index => (int)((long)index * examples / most))];

    internal SignalStatistics Flattened()
    {
        var means = Enumerable.Range(0, Examples)
            .Select(example => SecondMoments.AsSpan(example * Positions, Positions).ToArray().Average());
        return new SignalStatistics(Examples, Channels * Positions, 1, 1, [.. means], FeatureMeanSquare, FeatureMeanSquare,
            SampledExamples, Sample);
    }
}
