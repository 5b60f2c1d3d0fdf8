using Experiments.Figures.Marks;
using Experiments.Figures;
using Experiments.Models;
using Experiments.Signal.Measure;

namespace Experiments.Probe;

/// <summary>
/// Plots the plane of (σ_w², σ_b²), with one panel per activation. The colours show χ₁ at the fixed point of the variance, and a line shows
/// the critical values (χ₁ = 1). Markers show the hidden layers of each probed network at σ_w² = fan_in · Var(W), σ_b² = Var(b). The
/// figure uses mean-field theory for equal, infinitely wide layers without normalisation or shortcuts.
/// </summary>
public static class PhaseDiagram
{
    private const int Columns = 56;
    private const int Rows = 32;

    // Number of points of the critical line. The points are denser near σ_b² = 0, where the line is horizontal for functions such as tanh.
    private const int LinePoints = 60;

    /// <summary>Returns the figure; null if no hidden layer has an activation and a known variance.</summary>
    public static Figure? Of(IReadOnlyList<ProbeResult> results)
    {
        var stands = results.SelectMany(result => Stands(result)
            .Select(stand => (Series: ProbeFigures.SeriesOf(result, results), stand.Activation, stand.Point))).Distinct().ToList();
        if (stands.Count == 0)
            return null;
        var ofActivations = stands.GroupBy(stand => stand.Activation).ToList();
        return new Figure($"Ordered and chaotic phase of {string.Join(", ", ofActivations.Select(group => NameOf(group.Key)))}", [
            .. ofActivations.Select(group => Panel(group.Key, ofActivations.Count > 1 ? NameOf(group.Key) : "",
                [.. group.Select(stand => (stand.Series, stand.Point))])),
        ])
        {
            Columns = 2,
            Subtitle = "Blue: differences and gradients shrink from layer to layer. Orange: differences and gradients grow, tenfold "
                + "or more at the end of the colour bar. Markers: the hidden layers of each network.",
            Source = "Mean-field theory (Poole et al. 2016; Schoenholz et al. 2017): equal layers, infinitely wide, without normalisation "
                + "or shortcuts.",
            PanelWidth = ofActivations.Count > 1 ? 400 : 500,
            PanelHeight = 320,
        };
    }

    private static Panel Panel(ActivationOptions activation, string title, IReadOnlyList<(Series Series, DataPoint Point)> stands)
    {
        var (least, most) = (Math.Min(0.25, stands.Min(stand => stand.Point.X) / 2), Math.Max(5, stands.Max(stand => stand.Point.X) * 2));
        var isWide = most / least > 40;
        var xEdges = Enumerable.Range(0, Columns + 1)
            .Select(i => isWide ? least * Math.Pow(most / least, (double)i / Columns) : most * i / Columns).ToList();
        var top = Math.Max(0.3, stands.Max(stand => stand.Point.Y) * 1.5);
        var yEdges = Enumerable.Range(0, Rows + 1).Select(i => top * i / Rows).ToList();

        var map = new LengthTable(activation);
        var values = Middles(yEdges)
            .Select(bias => (IReadOnlyList<double>)[.. Middles(xEdges).Select(weight => Math.Log10(map.Susceptibility(weight, bias)))])
            .ToList();
        var marks = new List<Mark>
        {
            new HeatMap(xEdges, yEdges, values, new ColorScale(-1, 1, "log₁₀ χ₁") { IsDiverging = true }),
            new Line([.. Enumerable.Range(0, LinePoints + 1).Select(i => top * Math.Pow((double)i / LinePoints, 3)).Select(
                bias => new DataPoint(map.Critical(bias), bias))]) { Series = new Series("critical line, χ₁ = 1", 6), HasRim = true },
        };
        marks.AddRange(stands.GroupBy(stand => stand.Series).Select(
            group => new Points([.. group.Select(stand => new DataInterval(stand.Point.X, stand.Point.Y))]) { Series = group.Key }));
        marks.Add(new Note(new DataPoint(isWide ? least * 1.6 : most * 0.1, top * 0.9), "ordered"));
        marks.Add(new Note(new DataPoint(isWide ? most / 1.6 : most * 0.9, top * 0.9), "chaotic"));
        return new Panel(title, new Axis("σ_w² = fan_in · Var(W)", isWide ? AxisKind.Log : AxisKind.Linear),
            new Axis("σ_b² = Var(b)"), marks);
    }

    // One marker shows all layers with the same σ_w² and σ_b².
    private static IEnumerable<(ActivationOptions Activation, DataPoint Point)> Stands(ProbeResult result) => result.Layers
        .Where(layer => layer.Weight is { Layer: { IsHidden: true, Fans: not null, Activation: not null }, Std: > 0 }
            && layer is { Weight.Law: null or { IsCentred: true }, BiasStd: not null, BiasMean: 0 })
        .Select(layer => (layer.Weight.Layer.Activation!,
            new DataPoint(Round(layer.Weight.Layer.Fans!.Value.In * Math.Pow(layer.Weight.Std!.Value, 2)),
                Round(Math.Pow(layer.BiasStd!.Value, 2)))))
        .Distinct();

    private static string NameOf(ActivationOptions activation) => ActivationRegistry.Instance.NameOf(activation);

    private static double Round(double value) =>
        double.Parse(value.ToString("G4", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    private static IEnumerable<double> Middles(List<double> edges) => edges.Zip(edges.Skip(1), (from, to) => (from + to) / 2);
}
