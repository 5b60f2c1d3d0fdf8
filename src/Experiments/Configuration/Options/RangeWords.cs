using System.Globalization;

namespace Experiments.Configuration.Options;

/// <summary>How the range of a number is said in one language: a format for each kind of range, <c>{0}</c> its lower and <c>{1}</c> its upper end.</summary>
internal sealed record RangeWords
{
    /// <summary>Above the lower end.</summary>
    public required string Above { get; init; }

    /// <summary>The lower end or more.</summary>
    public required string AtLeast { get; init; }

    /// <summary>Below the upper end.</summary>
    public required string Below { get; init; }

    /// <summary>The upper end or less.</summary>
    public required string AtMost { get; init; }

    /// <summary>From end to end.</summary>
    public required string Closed { get; init; }

    /// <summary>Between the ends, neither of them in it.</summary>
    public required string Open { get; init; }

    /// <summary>Above the lower end, up to the upper one.</summary>
    public required string OpenBelow { get; init; }

    /// <summary>From the lower end on, below the upper one.</summary>
    public required string OpenAbove { get; init; }

    /// <summary>The range of a key; empty where it has none.</summary>
    /// <param name="option">The key.</param>
    /// <param name="integer">Its type where it is a whole number, whose own limits count too.</param>
    public string Of(OptionAttribute option, Shape.Integer? integer)
    {
        var least = Math.Max(option.Minimum, integer?.Lowest ?? double.NegativeInfinity);
        var most = Math.Min(option.Maximum, integer?.Highest ?? double.PositiveInfinity);
        return string.Format(CultureInfo.InvariantCulture, Format(option), End(least), End(most));
    }

    private string Format(OptionAttribute option) => (option.Minimum, option.Maximum, option.ExclusiveMinimum, option.ExclusiveMaximum) switch
    {
        (double.NegativeInfinity, double.PositiveInfinity, _, _) => "",
        (_, double.PositiveInfinity, true, _) => Above,
        (_, double.PositiveInfinity, false, _) => AtLeast,
        (double.NegativeInfinity, _, _, true) => Below,
        (double.NegativeInfinity, _, _, false) => AtMost,
        (_, _, false, false) => Closed,
        (_, _, true, true) => Open,
        (_, _, true, false) => OpenBelow,
        (_, _, false, true) => OpenAbove,
    };

    private static string End(double value) => double.IsFinite(value) ? Wording.Plain(value) : "";
}
