namespace Experiments.Figures.Drawing;

internal readonly record struct Tick(double Value, string Text);

/// <summary>Chooses round numbers for axes.</summary>
internal static class Ticks
{
    // Possible distances between ticks of a logarithmic axis, in powers of ten. The range of double has 632 powers.
    private static readonly int[] s_strides = [1, 2, 3, 5, 10, 20, 50, 100, 200, 1000];

    /// <summary>Returns multiples of 1, 2 or 5 times a power of ten, with at most <paramref name="wanted"/> intervals. Uses multiples of 4
    /// if multiples of 5 give only one tick.</summary>
    public static IReadOnlyList<Tick> Linear(double min, double max, int wanted, bool isWhole = false)
    {
        var step = Step(min, max, wanted);
        if (isWhole)
            step = Math.Max(1, step);
        // A single tick does not show the scale. Four consecutive multiples of 2 include two multiples of 4, but perhaps only one multiple
        // of 5.
        if ((!isWhole || step >= 5) && First(step) == Last(step) && First(0.8 * step) < Last(0.8 * step))
            step *= 0.8;
        var (first, last) = (First(step), Last(step));
        var largest = Math.Max(Math.Abs(min), Math.Abs(max));
        return [.. Enumerable.Range(0, (int)(last - first) + 1).Select(i => (first + i) * step)
            .Select(value => new Tick(value, NumberText.Linear(value, step, largest)))];

        double First(double step) => Math.Ceiling((min / step) - 1e-9);
        double Last(double step) => Math.Floor((max / step) + 1e-9);
    }

    /// <summary>Returns about <paramref name="wanted"/> powers of ten. If the range has few powers of ten, also returns 2 and 5 times these
    /// powers.</summary>
    public static IReadOnlyList<Tick> Log(double min, double max, int wanted)
    {
        var (low, high) = (Math.Log10(min), Math.Log10(max));
        var (first, last) = ((int)Math.Ceiling(low - 1e-9), (int)Math.Floor(high + 1e-9));
        if (high - low < 0.7)
            return [.. Linear(min, max, wanted).Where(tick => tick.Value > 0)];
        if (last - first < 2)
        {
            var close = Decades(first - 1, last + 1).SelectMany(power => new[] { power, 2 * power, 5 * power }).Where(IsShown).ToList();
            if (close.Count <= wanted + 1)
                return [.. close.Select(value => new Tick(value, NumberText.Log(value)))];
        }

        var stride = s_strides.First(stride => Math.Floor((double)last / stride) - Math.Ceiling((double)first / stride) <= wanted);
        return [.. Enumerable.Range(first, last - first + 1)
            .Where(exponent => exponent % stride == 0)
            .Select(exponent => Math.Pow(10, exponent))
            .Select(value => new Tick(value, NumberText.Log(value)))];

        bool IsShown(double value) => value >= min * (1 - 1e-9) && value <= max * (1 + 1e-9);
    }

    private static IEnumerable<double> Decades(int first, int last) =>
        Enumerable.Range(first, last - first + 1).Select(exponent => Math.Pow(10, exponent));

    // Returns the smallest step of the form 1, 2 or 5 times a power of ten that gives at most the wanted number of intervals.
    private static double Step(double min, double max, int wanted)
    {
        if (!(max > min) || !double.IsFinite(max - min))
            throw new ArgumentException(string.Create(System.Globalization.CultureInfo.InvariantCulture,
                $"An axis from {min} to {max} has no length."), nameof(max));
        var power = Math.Pow(10, Math.Floor(Math.Log10((max - min) / Math.Max(1, wanted))) - 1);
        for (; ; power *= 10)
        {
            foreach (var step in new[] { power, 2 * power, 5 * power })
            {
                if (Math.Floor((max / step) + 1e-9) - Math.Ceiling((min / step) - 1e-9) <= wanted)
                    return step;
            }
        }
    }
}
