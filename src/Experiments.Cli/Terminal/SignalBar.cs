using Experiments.Diagnostics;
using Experiments.Probing;
using Experiments.Theory;

namespace Experiments.Cli.Terminal;

/// <summary>A bar a layer on a logarithmic scale that all layers share: filled as far as the measured number, with a stroke where the predicted one is.</summary>
internal sealed class SignalBar
{
    private const int Width = 18;
    private const double LeastDecades = 2;

    private readonly Func<ProbedLayer, IReadOnlyList<Predicted>?> _predicted;
    private readonly Func<LayerSignal, double> _measured;
    private readonly double _low;
    private readonly double _span;

    private SignalBar(Func<ProbedLayer, IReadOnlyList<Predicted>?> predicted, Func<LayerSignal, double> measured, double low, double high)
    {
        _predicted = predicted;
        _measured = measured;
        var span = Math.Max(LeastDecades, high - low);
        (_low, _span) = (((low + high) / 2) - (span * 0.55), span * 1.1);
    }

    public static SignalBar Of(IReadOnlyList<ProbedLayer> layers, Func<ProbedLayer, IReadOnlyList<Predicted>?> predicted, Func<LayerSignal, double> measured)
    {
        var numbers = layers.SelectMany(layer => layer.Measured.Select(measured).Concat((predicted(layer) ?? []).Select(one => one.Value)))
            .Where(number => number > 0 && double.IsFinite(number)).Select(Math.Log10).DefaultIfEmpty(0).ToList();
        return new SignalBar(predicted, measured, numbers.Min(), numbers.Max());
    }

    /// <summary>The bar of a layer, as markup.</summary>
    public string Draw(ProbedLayer layer)
    {
        var filled = Cell(layer.Measured.Average(_measured));
        var stroke = ProbedLayer.Mean(_predicted(layer)) is { Value: > 0 } predicted ? Cell(predicted.Value) : -1;
        return string.Concat(Enumerable.Range(0, Width).Select(cell => cell == stroke ? "[yellow]┃[/]" : cell <= filled ? "[blue]█[/]" : "[dim]·[/]"));
    }

    private int Cell(double number) =>
        number > 0 ? double.IsFinite(number) ? Math.Clamp((int)((Math.Log10(number) - _low) / _span * Width), 0, Width - 1) : Width - 1 : -1;
}
