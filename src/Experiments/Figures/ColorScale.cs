namespace Experiments.Figures;

/// <summary>Maps numbers to a limited number of colours, so that readers can find a cell's colour on the colour bar.</summary>
/// <param name="Label">Meaning of the colours, which is written at the colour bar.</param>
public sealed record ColorScale(double Low, double High, string Label)
{
    // Points of matplotlib's cividis (Nuñez et al. 2018): from dark blue to yellow with even steps in lightness. Readers who can't
    // distinguish red and green can read it.
    private static readonly (int R, int G, int B)[] s_sequential = [(0, 34, 78), (53, 69, 108), (102, 105, 112), (148, 142, 119),
        (200, 183, 102), (254, 232, 56)];

    // Colours from the blue of Okabe and Ito's palette through a neutral middle to its vermillion.
    private static readonly (int R, int G, int B)[] s_diverging = [(0, 82, 140), (86, 160, 205), (222, 226, 230), (233, 150, 92),
        (176, 70, 0)];

    /// <summary>Number of colours.</summary>
    public int Steps { get; init; } = 20;

    /// <summary>Whether the middle is a neutral colour between two opposite colours, for numbers below and above a reference.</summary>
    public bool IsDiverging { get; init; }

    /// <summary>Returns the index of a number's colour, from 0. Numbers beyond an end get the colour of this end; NaN gives -1.</summary>
    internal int StepOf(double value) =>
        double.IsNaN(value) ? -1 : Math.Clamp((int)Math.Floor((value - Low) / (High - Low) * Steps), 0, Steps - 1);

    internal string ColorOf(int step)
    {
        var stops = IsDiverging ? s_diverging : s_sequential;
        var place = (stops.Length - 1) * (step + 0.5) / Steps;
        var (from, share) = ((int)place, place - (int)place);
        var (a, b) = (stops[from], stops[Math.Min(from + 1, stops.Length - 1)]);
        return string.Create(CultureInfo.InvariantCulture, $"#{Mix(a.R, b.R):x2}{Mix(a.G, b.G):x2}{Mix(a.B, b.B):x2}");

        int Mix(int one, int other) => (int)Math.Round(one + ((other - one) * share));
    }
}
