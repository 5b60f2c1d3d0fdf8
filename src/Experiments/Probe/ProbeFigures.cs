using Experiments.Figures.Marks;
using Experiments.Figures;
using Experiments.Signal.Measure;
using Experiments.Signal.Predict;

namespace Experiments.Probe;

/// <summary>Creates the figures of a probe.</summary>
public static class ProbeFigures
{
    /// <summary>
    /// Plots the variance of the pre-activations and of their gradients by layer, on logarithmic axes. Predictions are lines with bands.
    /// Measurements are points, with bars from the smallest to the largest value of the seeds.
    /// </summary>
    public static Figure Variances(IReadOnlyList<ProbeResult> results)
    {
        var panels = results.GroupBy(result => result.Facet).SelectMany(facet => new[]
        {
            Panel(results, facet.Key, "Forward", "Var(z)", isForward: true),
            Panel(results, facet.Key, "Back", "Var(∂L/∂z)", isForward: false),
        });
        var seeds = results[0].Seeds.Count;
        var mean = seeds > 1 ? $", mean of {seeds} seeds with bars from the smallest to the largest" : "";
        return new Figure($"{NameOf(results)}: variance of the signal by layer", [.. panels])
        {
            Columns = 2,
            Subtitle = $"Lines: predicted from the config, with a band that contains 99 % of networks. Points: measured{mean}. "
                + "A line ends where the prediction restarts from a measurement. An arrow at the edge means 0 or infinity.",
            Source = $"Input: {results[0].Input}. Layers are counted from 1; z is the input of a layer's activation.",
            PanelHeight = 300,
        };
    }

    /// <summary>Plots histograms of the activations, with one panel per layer. A layer without an activation shows its pre-activations.
    /// </summary>
    public static Figure Activations(IReadOnlyList<ProbeResult> results) =>
        Histograms(results, "activations by layer",
            new Kind(histograms => histograms.Activation ?? histograms.PreActivation, histograms => histograms.ActivationMagnitude));

    /// <summary>Plots histograms of the gradients with respect to the pre-activations, with one panel per layer.</summary>
    public static Figure Gradients(IReadOnlyList<ProbeResult> results) =>
        Histograms(results, "gradients by layer",
            new Kind(histograms => histograms.PreActivationGradient, histograms => histograms.GradientMagnitude));

    /// <summary>Returns the name of the config, or the names of several configs.</summary>
    internal static string NameOf(IReadOnlyList<ProbeResult> results)
    {
        var names = results.Select(result => result.Name).Distinct().ToList();
        return names.Count <= 3 ? string.Join(", ", names) : string.Create(CultureInfo.InvariantCulture, $"{names.Count} networks");
    }

    // A label has the same colour in every row of panels.
    internal static Series SeriesOf(ProbeResult result, IReadOnlyList<ProbeResult> results) =>
        new(result.Label, results.Select(other => other.Label).Distinct().ToList().IndexOf(result.Label));

    private static Panel Panel(IReadOnlyList<ProbeResult> results, string facet, string title, string label, bool isForward)
    {
        var marks = results.Where(result => result.Facet == facet)
            .SelectMany(result => Marks(result, SeriesOf(result, results), isForward));
        return new Panel(facet.Length == 0 ? title : $"{title}, {facet}",
            new Axis("layer") { IsWhole = true, Min = 0.5, Max = results.Max(result => result.Layers.Count) + 0.5 },
            new Axis(label, AxisKind.Log), [.. marks.OrderBy(mark => mark is Points ? 2 : mark is Line ? 1 : 0)]);
    }

    private static IEnumerable<Mark> Marks(ProbeResult result, Series series, bool isForward)
    {
        foreach (var stretch in isForward ? Ahead(result) : Back(result))
        {
            yield return new Band(stretch) { Series = series };
            yield return new Line([.. stretch.Select(place => new DataPoint(place.X, place.Y))]) { Series = series };
        }

        yield return new Points([.. result.Layers.Select(layer => Place(layer, isForward ? Forward : Backward))]) { Series = series };
    }

    private static double Forward(LayerSignal signal) => signal.PreActivation.Variance;

    private static double Backward(LayerSignal signal) => signal.PreActivationGradient.Variance;

    // A new line begins at each restart from a measurement, so that a line shows only predictions.
    private static IEnumerable<List<DataInterval>> Ahead(ProbeResult result)
    {
        var stretch = new List<DataInterval>();
        foreach (var layer in result.Layers)
        {
            if (layer.ForwardNote is not null && stretch.Count > 0)
            {
                yield return Widened(stretch);
                stretch = [];
            }

            if (ProbedLayer.Mean(layer.Forward) is { } predicted)
                stretch.Add(Place(layer, predicted));
        }

        if (stretch.Count > 0)
            yield return Widened(stretch);
    }

    // A line of the backward prediction begins at the measured gradient from which the prediction restarts.
    private static IEnumerable<List<DataInterval>> Back(ProbeResult result)
    {
        var stretch = new List<DataInterval>();
        foreach (var layer in result.Layers.Reverse())
        {
            if (ProbedLayer.Mean(layer.Backward) is { } predicted)
            {
                stretch.Add(Place(layer, predicted));
                continue;
            }

            if (stretch.Count > 1)
                yield return stretch;
            var measured = layer.Measured.Average(Backward);
            stretch = [new DataInterval(layer.Depth + 1, measured, measured, measured)];
        }

        if (stretch.Count > 1)
            yield return stretch;
    }

    private static DataInterval Place(ProbedLayer layer, Predicted predicted) =>
        new(layer.Depth + 1, predicted.Value, predicted.Low, predicted.High);

    // A prediction for a single layer is widened to a short line, because a line of one point would be invisible.
    private static List<DataInterval> Widened(List<DataInterval> stretch) =>
        stretch.Count > 1 ? stretch : [stretch[0] with { X = stretch[0].X - 0.25 }, stretch[0] with { X = stretch[0].X + 0.25 }];

    private static DataInterval Place(ProbedLayer layer, Func<LayerSignal, double> measured)
    {
        var values = layer.Measured.Select(measured).ToList();
        return values.Count == 1
            ? new DataInterval(layer.Depth + 1, values[0])
            : new DataInterval(layer.Depth + 1, values.Average(), values.Min(), values.Max());
    }

    private const string OfValues = "Share of the values in each bin, on a logarithmic axis";
    private const string OfMagnitudes = "Share of the values by their size |x|, on logarithmic axes, because the networks' scales differ "
        + "strongly; values of 0 are not shown";

    private static Figure Histograms(IReadOnlyList<ProbeResult> results, string title, Kind kind)
    {
        var layers = results.SelectMany(result => result.Layers.Select(layer => (Result: result, Layer: layer)))
            .ToLookup(pair => pair.Layer.Name);
        // If the scales differ strongly, the histograms are of log₁₀ |x|: on a common linear axis, the narrow histograms would look like
        // vertical lines at 0.
        var isOfMagnitudes = layers.Any(layer => AreFarApart(layer.Select(pair => Reach(kind.Values(pair.Layer)))));
        Func<ProbedLayer, Histogram?> which = isOfMagnitudes ? kind.Magnitudes : kind.Values;
        var panels = layers.Select((layer, place) => new Panel(
            layer.Key, new Axis("", isOfMagnitudes ? AxisKind.Log : AxisKind.Linear), new Axis(place % 4 == 0 ? "share" : "", AxisKind.Log),
            [.. layer.Select(pair => Bars(which(pair.Layer), pair.Layer.Measured[0], SeriesOf(pair.Result, results), isOfMagnitudes))
                .OfType<Mark>()]));
        return new Figure($"{NameOf(results)}: {title}{(results[0].Facet.Length == 0 ? "" : ", " + results[0].Facet)}", [.. panels])
        {
            Columns = 4,
            PanelWidth = 200,
            PanelHeight = 110,
            Subtitle = string.Create(CultureInfo.InvariantCulture,
                $"{(isOfMagnitudes ? OfMagnitudes : OfValues)}. Seed {results[0].Seeds[0]}."),
            Source = $"Input: {results[0].Input}.",
        };
    }

    private static bool AreFarApart(IEnumerable<double> reaches) =>
        reaches.Where(reach => reach > 0).ToList() is { Count: > 1 } all && all.Max() > 8 * all.Min();

    private static double Reach(Histogram? histogram) => histogram is null ? 0 : Math.Max(Math.Abs(histogram.Min), Math.Abs(histogram.Max));

    private static Bars? Bars(Histogram? histogram, LayerSignal signal, Series series, bool isOfMagnitudes)
    {
        if (histogram is null)
            return null;
        var (min, max) = (histogram.Min, histogram.Max);
        // If all values are equal, the range has no width, so it is widened.
        if (min == max)
            (min, max) = (min - (Math.Abs(min) * 0.01) - 1e-30, max + (Math.Abs(max) * 0.01) + 1e-30);
        var edges = Enumerable.Range(0, histogram.Counts.Count + 1).Select(bin => min + ((max - min) * bin / histogram.Counts.Count));
        // Each height is a share of all values, including values of 0.
        var total = (double)(isOfMagnitudes
            ? Math.Max(signal.Histograms!.PreActivation?.Counts.Sum() ?? 0, histogram.Counts.Sum())
            : histogram.Counts.Sum());
        return new Bars([.. edges.Select(edge => isOfMagnitudes ? Math.Pow(10, edge) : edge)],
            [.. histogram.Counts.Select(count => count / total)]) { Series = series };
    }

    private readonly record struct Kind(Func<LayerHistograms, Histogram?> OfValues, Func<LayerHistograms, Histogram?> OfMagnitudes)
    {
        public Histogram? Values(ProbedLayer layer) => layer.Measured[0].Histograms is { } histograms ? OfValues(histograms) : null;

        public Histogram? Magnitudes(ProbedLayer layer) => layer.Measured[0].Histograms is { } histograms ? OfMagnitudes(histograms) : null;
    }
}
