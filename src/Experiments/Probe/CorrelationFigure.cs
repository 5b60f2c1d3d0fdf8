using Experiments.Figures;
using Experiments.Figures.Marks;

namespace Experiments.Probe;

/// <summary>Plots the correlation of two inputs by layer: predicted as lines, measured as points with bars over the seeds.</summary>
public static class CorrelationFigure
{
    /// <summary>Returns the figure; null if no layer has a correlation.</summary>
    public static Figure? Of(IReadOnlyList<ProbeResult> results)
    {
        if (!results.Any(result => Measured(result).Any()))
            return null;
        var facets = results.GroupBy(result => result.Facet).ToList();
        return new Figure($"{ProbeFigures.NameOf(results)}: correlation of two inputs by layer", [
            .. facets.Select(facet => new Panel(facet.Key,
                new Axis("layer") { IsWhole = true, Min = 0.5, Max = results.Max(result => result.Layers.Count) + 0.5 },
                new Axis("correlation"),
                [.. facet.SelectMany(result => Lines(result, results)), .. facet.Select(result => Points(result, results))])),
        ])
        {
            Columns = Math.Min(2, facets.Count),
            Subtitle = "1: all inputs look alike. Lines: predicted from the plan. Points: measured"
                + (results[0].Seeds.Count > 1
                    ? string.Create(CultureInfo.InvariantCulture,
                        $", mean of {results[0].Seeds.Count} seeds with bars from the smallest to the largest.")
                    : "."),
            Source = $"Input: {results[0].Input}. Mean over pairs of up to 24 examples of the cosine between their z.",
        };
    }

    private static Points Points(ProbeResult result, IReadOnlyList<ProbeResult> results) =>
        new([.. Measured(result)]) { Series = ProbeFigures.SeriesOf(result, results) };

    private static IEnumerable<DataInterval> Measured(ProbeResult result)
    {
        foreach (var layer in result.Layers)
        {
            var values = layer.Measured.Select(signal => signal.InputCorrelation).OfType<double>().ToList();
            if (values.Count > 0)
                yield return new DataInterval(layer.Depth + 1, values.Average(), values.Min(), values.Max());
        }
    }

    // A line ends at each restart from a measurement, so that it shows only what was predicted.
    private static IEnumerable<Mark> Lines(ProbeResult result, IReadOnlyList<ProbeResult> results)
    {
        var stretch = new List<DataPoint>();
        foreach (var layer in result.Layers)
        {
            if (layer.ForwardNote is not null && stretch.Count > 0)
            {
                yield return Line();
                stretch = [];
            }
            if (layer.PredictedCorrelation is { } predicted)
                stretch.Add(new DataPoint(layer.Depth + 1, predicted));
        }
        if (stretch.Count > 0)
            yield return Line();

        Line Line() => new([.. stretch]) { Series = ProbeFigures.SeriesOf(result, results) };
    }
}
