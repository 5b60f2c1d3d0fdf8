namespace Experiments.Options.Describing;

/// <summary>Describes the range of a number. In the texts, <c>{0}</c> is the lower end and <c>{1}</c> the upper end.</summary>
internal static class RangeWords
{
    /// <summary>Returns the range of a key in words, including the limits of an integer type; empty without a range.</summary>
    public static string Of(Slot slot, Texts texts)
    {
        var (option, integer) = (slot.Option, slot.Shape as OptionType.Integer);
        var least = Math.Max(option.Minimum, integer?.Lowest ?? double.NegativeInfinity);
        var most = Math.Min(option.Maximum, integer?.Highest ?? double.PositiveInfinity);
        return Key(option) is { } key ? texts.Format(key, End(least), End(most)) : "";
    }

    private static string? Key(OptionAttribute option) =>
        (option.Minimum, option.Maximum, option.ExclusiveMinimum, option.ExclusiveMaximum) switch
        {
            (double.NegativeInfinity, double.PositiveInfinity, _, _) => null,
            (_, double.PositiveInfinity, true, _) => "range.above",
            (_, double.PositiveInfinity, false, _) => "range.at_least",
            (double.NegativeInfinity, _, _, true) => "range.below",
            (double.NegativeInfinity, _, _, false) => "range.at_most",
            (_, _, false, false) => "range.closed",
            (_, _, true, true) => "range.open",
            (_, _, true, false) => "range.open_below",
            (_, _, false, true) => "range.open_above",
        };

    private static string End(double value) => double.IsFinite(value) ? Wording.Plain(value) : "";
}
