namespace Experiments.Figures.Drawing;

/// <summary>A mark on an axis with its words.</summary>
internal readonly record struct Tick(double Value, string Text);

/// <summary>Round numbers for axes.</summary>
internal static class Ticks
{
    // Powers of ten that people count in; doubles span 632 of them.
    private static readonly int[] s_strides = [1, 2, 3, 5, 10, 20, 50, 100, 200, 1000];

    /// <summary>Multiples of 1, 2 or 5 times a power of ten between two ends, about <paramref name="wanted"/> of them.</summary>
    public static IReadOnlyList<Tick> Linear(double min, double max, int wanted, bool isWhole = false)
    {
        var step = Step((max - min) / Math.Max(1, wanted));
        if (isWhole)
            step = Math.Max(1, step);
        var (first, last) = (Math.Ceiling((min / step) - 1e-9), Math.Floor((max / step) + 1e-9));
        var largest = Math.Max(Math.Abs(min), Math.Abs(max));
        return [.. Enumerable.Range(0, (int)(last - first) + 1).Select(i => (first + i) * step).Select(value => new Tick(value, NumberText.Linear(value, step, largest)))];
    }

    /// <summary>Powers of ten between two ends, every so many that about <paramref name="wanted"/> stand there; with 2 and 5 between them where there are few.</summary>
    public static IReadOnlyList<Tick> Log(double min, double max, int wanted)
    {
        var (low, high) = (Math.Log10(min), Math.Log10(max));
        var (first, last) = ((int)Math.Ceiling(low - 1e-9), (int)Math.Floor(high + 1e-9));
        if (high - low < 0.7)
            return [.. Linear(min, max, wanted).Where(tick => tick.Value > 0)];
        if (last - first < 2)
        {
            return [.. Enumerable.Range(first - 1, last - first + 3)
                .SelectMany(exponent => new[] { 1.0, 2, 5 }.Select(factor => factor * Math.Pow(10, exponent)))
                .Where(value => value >= min * (1 - 1e-9) && value <= max * (1 + 1e-9))
                .Select(value => new Tick(value, NumberText.Log(value)))];
        }

        var stride = s_strides.First(stride => Math.Floor((double)last / stride) - Math.Ceiling((double)first / stride) <= wanted);
        return [.. Enumerable.Range(first, last - first + 1)
            .Where(exponent => exponent % stride == 0)
            .Select(exponent => Math.Pow(10, exponent))
            .Select(value => new Tick(value, NumberText.Log(value)))];
    }

    // The smallest of 1, 2, 5, 10 times a power of ten that is not below.
    private static double Step(double raw)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(raw)));
        var share = raw / power;
        return power * (share <= 1.0001 ? 1 : share <= 2.0001 ? 2 : share <= 5.0001 ? 5 : 10);
    }
}
