namespace Experiments.Options.Describing;

/// <summary>Formats for the range of a number in one language; <c>{0}</c> is the lower end and <c>{1}</c> the upper end.</summary>
internal sealed record RangeWords
{
    public required string Above { get; init; }

    public required string AtLeast { get; init; }

    public required string Below { get; init; }

    public required string AtMost { get; init; }

    /// <summary>Includes both ends.</summary>
    public required string Closed { get; init; }

    /// <summary>Excludes both ends.</summary>
    public required string Open { get; init; }

    /// <summary>Excludes the lower end only.</summary>
    public required string OpenBelow { get; init; }

    /// <summary>Excludes the upper end only.</summary>
    public required string OpenAbove { get; init; }

    /// <summary>Returns the range of a key in words; empty if it has none.</summary>
    /// <param name="integer">The key's shape if it is a whole number, whose own limits then count too.</param>
    public string Of(OptionAttribute option, OptionType.Integer? integer)
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
