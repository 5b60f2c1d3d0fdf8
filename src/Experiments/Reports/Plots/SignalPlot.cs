using Experiments.Comparison.Curves;
using Experiments.Comparison;
using Experiments.Figures.Marks;
using Experiments.Figures;

namespace Experiments.Reports.Plots;

/// <summary>Plots signal and gradient of the networks, layer by layer, at a few training steps. Each label has a panel.</summary>
internal static class SignalPlot
{
    private static readonly (string Key, string Words)[] s_quantities =
    [
        ("pre_activation_second_moment", "second moment of the pre-activations"),
        ("pre_activation_grad_var", "variance of the gradient"),
    ];

    /// <summary>Returns the figures; empty if no run measured its signal.</summary>
    public static IEnumerable<ReportFigure> Of(RunCollection runs, ComparisonResult comparison)
    {
        var labels = comparison.Groups.Select(group => group.Label).ToList();
        var read = SignalCurves.Of(runs.Runs, labels, comparison.Request.By, [.. s_quantities.Select(quantity => quantity.Key)]);
        foreach (var ((key, words), curves) in s_quantities.Zip(read))
        {
            if (curves.Count > 0)
                yield return new ReportFigure($"signal-{ReportText.FileName(key.Replace('_', '-'))}", Figure(curves, words),
                    $"Median over the runs of the {words} at each linear or convolution layer ({key} of signal.jsonl), at "
                        + $"several training steps. A flat line means that the value does not change with depth.");
        }
    }

    private static Figure Figure(IReadOnlyList<SignalCurve> curves, string words)
    {
        var moments = curves.Select(curve => curve.Step).Distinct().Order().ToList();
        var panels = curves.GroupBy(curve => curve.Label).Select((label, place) => new Panel(
            label.Key, new Axis("layer") { IsWhole = true }, new Axis(place % 2 == 0 ? words : "", AxisKind.Log),
            [.. label.SelectMany(curve => Marks(curve, moments.IndexOf(curve.Step)))]));
        return new Figure($"Signal propagation: {words}", [.. panels]) { Columns = 2, PanelWidth = 330, PanelHeight = 200,
            Subtitle = "Unit: run." };
    }

    private static IEnumerable<Mark> Marks(SignalCurve curve, int moment)
    {
        var series = new Series(string.Create(CultureInfo.InvariantCulture, $"after {curve.Step:#,##0} updates"), moment);
        yield return new Line([.. curve.Layers.Select(layer => new DataPoint(layer.Depth + 1, layer.Median))]) { Series = series };
        yield return new Points([.. curve.Layers.Select(layer => new DataInterval(layer.Depth + 1, layer.Median))])
        {
            Series = series,
            Tips = [.. curve.Layers.Select(
                layer => new Tip($"{curve.Label}\n{series.Name}, layer {layer.Depth + 1}\n{ReportText.Number(layer.Median)}"))],
        };
    }
}
