using System.Globalization;
using Experiments.Diagnostics;
using Experiments.Figures;
using Experiments.Figures.Marks;
using Experiments.Theory;

namespace Experiments.Probing;

/// <summary>The figures of a probe.</summary>
public static class ProbeFigures
{
    /// <summary>
    /// Variance of the pre-activations and of the gradient with respect to them by layer, on logarithmic axes: predictions as lines with bands, measured numbers as points,
    /// from the least to the greatest seed.
    /// </summary>
    public static Figure Variances(IReadOnlyList<ProbeResult> results)
    {
        var panels = new[]
        {
            Panel(results, "Forward", "Var(z)", layer => layer.Forward, signal => signal.PreActivation.Variance),
            Panel(results, "Back", "Var(∂L/∂z)", layer => layer.Backward, signal => signal.PreActivationGradient.Variance),
        };
        return new Figure($"{results[0].Name}: the variance of the signal by layer", panels)
        {
            Columns = 2,
            Subtitle = $"Lines: predicted from the plan, with the band of 99 in 100 networks. Points: measured{(results[0].Seeds.Count > 1 ? $", mean of {results[0].Seeds.Count} seeds, from the least to the greatest" : "")}. An arrow at the edge stands for 0 or infinity.",
            Source = $"Input: {results[0].Input}. Layers counted from 1; z is what a layer's activation sees.",
            PanelHeight = 300,
        };
    }

    /// <summary>Histograms of the activations (of the pre-activations where no activation follows), a panel a layer.</summary>
    public static Figure Activations(IReadOnlyList<ProbeResult> results) =>
        Histograms(results, "activations by layer", histograms => histograms.Activation ?? histograms.PreActivation);

    /// <summary>Histograms of the gradients with respect to the pre-activations, a panel a layer.</summary>
    public static Figure Gradients(IReadOnlyList<ProbeResult> results) =>
        Histograms(results, "gradients by layer", histograms => histograms.PreActivationGradient);

    internal static Series SeriesOf(ProbeResult result, int index) => new(result.Label, index);

    private static Panel Panel(
        IReadOnlyList<ProbeResult> results, string title, string label, Func<ProbedLayer, IReadOnlyList<Predicted>?> predicted, Func<LayerSignal, double> measured)
    {
        var marks = results.SelectMany((result, index) => Marks(result, SeriesOf(result, index), predicted, measured));
        return new Panel(title, new Axis("layer") { IsWhole = true }, new Axis(label, AxisKind.Log), [.. marks.OrderBy(mark => mark is Points ? 2 : mark is Line ? 1 : 0)]);
    }

    private static IEnumerable<Mark> Marks(ProbeResult result, Series series, Func<ProbedLayer, IReadOnlyList<Predicted>?> predicted, Func<LayerSignal, double> measured)
    {
        var predictions = result.Layers.Select(layer => (X: layer.Depth + 1.0, Predicted: ProbedLayer.Mean(predicted(layer)))).ToList();
        if (predictions.Any(place => place.Predicted is not null))
        {
            yield return new Figures.Marks.Band([.. predictions.Select(place => new DataInterval(place.X, 0, place.Predicted?.Low ?? double.NaN, place.Predicted?.High ?? double.NaN))]) { Series = series };
            yield return new Line([.. predictions.Select(place => new DataPoint(place.X, place.Predicted?.Value ?? double.NaN))]) { Series = series };
        }

        yield return new Points([.. result.Layers.Select(layer => Place(layer, measured))]) { Series = series };
    }

    private static DataInterval Place(ProbedLayer layer, Func<LayerSignal, double> measured)
    {
        var values = layer.Measured.Select(measured).ToList();
        return values.Count == 1
            ? new DataInterval(layer.Depth + 1, values[0])
            : new DataInterval(layer.Depth + 1, values.Average(), values.Min(), values.Max());
    }

    private static Figure Histograms(IReadOnlyList<ProbeResult> results, string title, Func<LayerHistograms, Histogram?> which)
    {
        var names = results.SelectMany(result => result.Layers).Select(layer => layer.Name).Distinct().ToList();
        var panels = names.Select((name, place) => new Panel(
            name, new Axis(""), new Axis(place % 4 == 0 ? "share" : "", AxisKind.Log),
            [.. results.SelectMany((result, index) => result.Layers.Where(layer => layer.Name == name).Select(layer => Bars(layer, which, SeriesOf(result, index)))).OfType<Mark>()]));
        return new Figure($"{results[0].Name}: {title}", [.. panels])
        {
            Columns = 4,
            PanelWidth = 200,
            PanelHeight = 110,
            Subtitle = string.Create(CultureInfo.InvariantCulture, $"Share of the values in each bin, seed {results[0].Seeds[0]}, on a logarithmic axis."),
            Source = $"Input: {results[0].Input}.",
        };
    }

    private static Bars? Bars(ProbedLayer layer, Func<LayerHistograms, Histogram?> which, Series series)
    {
        if (layer.Measured[0].Histograms is not { } histograms || which(histograms) is not { } histogram)
            return null;
        var (min, max, total) = (histogram.Min, histogram.Max, (double)histogram.Counts.Sum());
        // A single value has no width of its own.
        if (min == max)
            (min, max) = (min - (Math.Abs(min) * 0.01) - 1e-30, max + (Math.Abs(max) * 0.01) + 1e-30);
        var edges = Enumerable.Range(0, histogram.Counts.Count + 1).Select(bin => min + ((max - min) * bin / histogram.Counts.Count));
        return new Bars([.. edges], [.. histogram.Counts.Select(count => count / total)]) { Series = series };
    }
}
