namespace Experiments.Cli.Terminal;

/// <summary>Draws a bar per layer on a common logarithmic scale. The bar is filled up to the measured number and has a mark at the
/// predicted number.</summary>
internal sealed class SignalBar
{
    private const double LeastDecades = 2;

    private readonly Func<ProbedLayer, IReadOnlyList<Predicted>?> _predicted;
    private readonly Func<LayerSignal, double> _measured;
    private readonly int _width;
    private readonly double _low;
    private readonly double _span;

    private SignalBar(Func<ProbedLayer, IReadOnlyList<Predicted>?> predicted, Func<LayerSignal, double> measured, int width, double low,
        double high)
    {
        _width = width;
        _predicted = predicted;
        _measured = measured;
        var span = Math.Max(LeastDecades, high - low);
        (_low, _span) = (((low + high) / 2) - (span * 0.55), span * 1.1);
    }

    public static SignalBar Of(IReadOnlyList<ProbedLayer> layers, Func<ProbedLayer, IReadOnlyList<Predicted>?> predicted,
        Func<LayerSignal, double> measured, int width)
    {
        var numbers = layers.SelectMany(layer => layer.Measured.Select(measured).Concat((predicted(layer) ?? []).Select(one => one.Value)))
            .Where(number => number > 0 && double.IsFinite(number)).Select(Math.Log10).DefaultIfEmpty(0).ToList();
        return new SignalBar(predicted, measured, width, numbers.Min(), numbers.Max());
    }

    /// <summary>Returns the layer's bar as markup.</summary>
    public string Draw(ProbedLayer layer)
    {
        var filled = Cell(layer.Measured.Average(_measured));
        var stroke = ProbedLayer.Mean(_predicted(layer)) is { Value: > 0 } predicted ? Cell(predicted.Value) : -1;
        return string.Concat(Enumerable.Range(0, _width)
            .Select(cell => cell == stroke ? "[yellow]┃[/]" : cell <= filled ? "[blue]█[/]" : "[dim]·[/]"));
    }

    private int Cell(double number) =>
        number > 0
            ? double.IsFinite(number) ? Math.Clamp((int)((Math.Log10(number) - _low) / _span * _width), 0, _width - 1) : _width - 1
            : -1;
}
