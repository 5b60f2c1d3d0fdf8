namespace Experiments.Signal.Predict;

/// <summary>Predicts <see cref="Measure.InputCorrelation"/> from the second moments of pairs of points.</summary>
internal static class PairCorrelation
{
    /// <summary>Returns the mean over pairs of examples of <c>E z_a z_b / √(E z_a² E z_b²)</c>, each summed over the sampled positions;
    /// null if fewer than two examples have a signal. Null too if a shortcut has added channels of zeros, because the kernel does not
    /// describe their correlations.</summary>
    public static double? Of(SignalState signal)
    {
        if (!signal.Classes.IsOne)
            return null;
        var points = signal.Points;
        var width = points.Positions.Count;
        var sampled = points.Examples.ToList();
        var places = SignalStatistics.Spread(points.Batch, SignalStatistics.FewExamples).Select(example => sampled.IndexOf(example))
            .Where(place => place >= 0 && Length(place) > 0).ToList();
        if (places.Count < 2)
            return null;
        var sum = 0.0;
        for (var i = 0; i < places.Count; i++)
        {
            for (var j = i + 1; j < places.Count; j++)
                sum += Product(places[i], places[j]) / Math.Sqrt(Length(places[i]) * Length(places[j]));
        }
        return 2 * sum / (places.Count * (places.Count - 1.0));

        double Length(int place) => Enumerable.Range(place * width, width).Sum(signal.AtPoint);
        double Product(int a, int b) => Enumerable.Range(0, width).Sum(t => signal.Kernel[(a * width) + t, (b * width) + t]);
    }
}
