namespace Experiments.Figures.Drawing;

/// <summary>An axis with its ends. The scale maps a number to a share of the axis's length.</summary>
internal sealed class Scale
{
    private const double Padding = 0.04;

    // Relative difference below which two numbers count as equal.
    private const double Rounding = 1e-9;

    private readonly Axis _axis;

    /// <summary>Takes the ends from the axis. If the axis has no ends, takes them from the drawn numbers and adds a margin, unless a mark
    /// excludes margins.</summary>
    public Scale(Axis axis, IEnumerable<double> drawn, bool isFlush)
    {
        _axis = axis;
        var shown = drawn.Where(HasPlace).ToList();
        if (axis.Categories.Count > 0)
            shown = [-0.5, axis.Categories.Count - 0.5];
        var (low, high) = Spread(axis.Min ?? shown.DefaultIfEmpty(IsLog ? 1 : 0).Min(),
            axis.Max ?? shown.DefaultIfEmpty(IsLog ? 10 : 1).Max());
        var room = isFlush || axis.Categories.Count > 0 ? 0 : Padding * (Place(high) - Place(low));
        // Bars start at zero, without a margin below zero.
        Min = axis.Min ?? (low == 0 && !IsLog ? 0 : Back(Place(low) - room));
        Max = axis.Max ?? Back(Place(high) + room);
    }

    public double Min { get; }

    public double Max { get; }

    private bool IsLog => _axis.Kind == AxisKind.Log;

    /// <summary>Whether a number has a position, on the axis or beyond its ends.</summary>
    public bool HasPlace(double value) => double.IsFinite(value) && (!IsLog || value > 0);

    /// <summary>Returns the position of a number: 0 at the lower end, 1 at the upper end.</summary>
    public double Share(double value) => (Place(value) - Place(Min)) / (Place(Max) - Place(Min));

    public IReadOnlyList<Tick> Ticks(int wanted)
    {
        if (_axis.Categories.Count > 0)
            return [.. _axis.Categories.Select((name, index) => new Tick(index, name))];
        return IsLog ? Drawing.Ticks.Log(Min, Max, wanted) : Drawing.Ticks.Linear(Min, Max, wanted, _axis.IsWhole);
    }

    private double Place(double value) => IsLog ? Math.Log10(value) : value;

    private double Back(double place) => IsLog ? Math.Pow(10, Math.Clamp(place, -320, 308)) : place;

    // Widens a range that consists of a single number.
    private (double Low, double High) Spread(double low, double high)
    {
        if (high - low > Rounding * Math.Max(Math.Abs(low), Math.Abs(high)))
            return (low, high);
        if (IsLog)
            return (low / 2, high * 2);
        var half = low == 0 ? 0.5 : Math.Abs(low) * 0.1;
        return (low - half, low + half);
    }
}
