using Experiments.Initialization;
using Experiments.Models;

namespace Experiments.Signal.Predict;

/// <summary>Classes of channels with different distributions. After a shortcut that adds channels of zeros, the original channels come
/// first.</summary>
internal sealed record ChannelClasses(IReadOnlyList<ChannelClass> All)
{
    /// <summary>A single class, for channels with equal distributions.</summary>
    public static ChannelClasses One { get; } = new([new ChannelClass(1, 1, 1)]);

    public bool IsOne => All.Count == 1;

    /// <summary>Returns these classes with additional channels of zeros.</summary>
    /// <param name="share">Number of added channels, divided by the number of channels in the result.</param>
    public ChannelClasses BesideZeros(double share) =>
        share >= 1
            ? this
            : new([.. All.Select(one => new ChannelClass(one.Share * share, one.Second / share, one.Mean / share)),
                new ChannelClass(1 - share, 0, 0)]);

    /// <summary>Returns the classes of a sum: this signal plus a signal whose channels all have the same distribution with mean
    /// 0.</summary>
    /// <param name="share">Second moment of the added signal, divided by the second moment of the sum.</param>
    public ChannelClasses Plus(double share) =>
        IsOne ? this : new([.. All.Select(one => one with { Second = (share * one.Second) + 1 - share })]);

    /// <summary>Returns 1 / variance for each class, divided by 1 / average variance.</summary>
    public double[] Inverses(SignalState signal)
    {
        var variances = All.Select(one => Variance(one, signal)).ToList();
        var average = All.Zip(variances, (one, variance) => one.Share * variance).Sum();
        return [.. variances.Select(variance => variance > 0 ? average / variance : 1)];
    }

    /// <summary>Returns E φ'(z)² for each class, estimated from the average of the signal over all points.</summary>
    public double[] Slopes(SignalState signal, ActivationOptions activation) => [.. All.Select(one =>
    {
        var (mean, variance) = (one.Mean * Mean(signal), Variance(one, signal));
        return variance > 0
            ? GaussianExpectation.Nodes(activation.Kinks, mean, variance)
                .Sum(node => node.Weight * Math.Pow(activation.Derivative(mean + (Math.Sqrt(variance) * node.Node)), 2))
            : Math.Pow(activation.Derivative(mean), 2);
    })];

    /// <summary>Returns the average over channels of one number per class.</summary>
    public double Average(double[] ofClass) => All.Zip(ofClass, (one, value) => one.Share * value).Sum();

    private static double Mean(SignalState signal) => signal.MeanOf(signal.Second.Average());

    private static double Variance(ChannelClass one, SignalState signal) =>
        Math.Max((one.Second * signal.Second.Average()) - Math.Pow(one.Mean * Mean(signal), 2), 0);
}
