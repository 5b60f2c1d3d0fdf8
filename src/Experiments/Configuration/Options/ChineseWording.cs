using System.Globalization;

namespace Experiments.Configuration.Options;

/// <summary>How what a key may be is said in Chinese, as <see cref="Wording"/> says it in English.</summary>
internal static class ChineseWording
{
    /// <summary>Such as <c>大于 0 的数</c> or <c>整数的列表（每个不小于 1）</c>.</summary>
    public static string Expected(Slot slot) => slot switch
    {
        { Nullable: true, Shape: Shape.Text, Option.Allowed.Length: > 0 } => Either([.. slot.Option.Allowed, "null"]),
        { Nullable: true } => OrNull(Expected(slot.Shape, slot.Option)),
        _ => Expected(slot.Shape, slot.Option),
    };

    // The same without null.
    private static string Expected(Shape shape, OptionAttribute option) => shape switch
    {
        Shape.Integer integer => Ranged(Range(option, integer), "整数"),
        Shape.Number => Ranged(Range(option, null), "数"),
        Shape.Formula => Ranged(Range(option, null), "数") + "，或表达式",
        Shape.Boolean => "true 或 false",
        Shape.Text when option.Allowed.Length > 0 => Either(option.Allowed),
        Shape.Text when option.Pattern.Length > 0 => PatternInWords(option),
        Shape.Text => "文本",
        Shape.List list => $"{Length(option)}{ListOf(list, option)}",
        Shape.Record => "对象",
        Shape.Choice choice => $"'{choice.Registry.Discriminator}' 为 {Either(choice.Words)} 的对象",
        _ => throw new ArgumentOutOfRangeException(nameof(shape)),
    };

    // A space stands between Latin letters and Han characters, none between two of those.
    private static string OrNull(string text) => text + (char.IsAscii(text[^1]) ? " 或 null" : "或 null");

    // Such as a、b 或 c.
    private static string Either(IEnumerable<string> words)
    {
        var all = words.ToList();
        return all.Count < 2 ? string.Concat(all) : $"{string.Join("、", all.Take(all.Count - 1))} 或 {all[^1]}";
    }

    private static string PatternInWords(OptionAttribute option)
    {
        if (option.PatternInChinese.Length > 0)
            return option.PatternInChinese;
        return option.PatternInWords.Length > 0 ? option.PatternInWords : $"形如 {option.Pattern} 的文本";
    }

    private static string Length(OptionAttribute option) => (option.MinimumLength, option.MaximumLength) switch
    {
        (0, int.MaxValue) => "",
        (var least, int.MaxValue) => string.Create(CultureInfo.InvariantCulture, $"至少 {least} 个"),
        var (least, most) when least == most => string.Create(CultureInfo.InvariantCulture, $"{most} 个"),
        var (least, most) => string.Create(CultureInfo.InvariantCulture, $"{least} 到 {most} 个"),
    };

    private static string ListOf(Shape.List list, OptionAttribute option) => list.Element switch
    {
        Shape.Integer integer => "整数的列表" + Each(Range(option, integer)),
        Shape.Number => "数的列表" + Each(Range(option, null)),
        Shape.Formula => "数或表达式的列表" + Each(Range(option, null)),
        Shape.Boolean => "true 和 false 的列表",
        Shape.Text when option.Allowed.Length > 0 => $"词的列表（每个为 {Either(option.Allowed)}）",
        Shape.Text when option.Pattern.Length > 0 => $"文本的列表（每个为{PatternInWords(option)}）",
        Shape.Text => "文本的列表",
        Shape.List => "列表的列表",
        Shape.Choice choice => $"对象的列表（每个的 '{choice.Registry.Discriminator}' 为 {Either(choice.Words)}）",
        _ => "对象的列表",
    };

    private static string Each(string range) => range.Length == 0 ? "" : $"（每个{range}）";

    private static string Ranged(string range, string noun) => range.Length == 0 ? noun : $"{range} 的{noun}";

    private static string Range(OptionAttribute option, Shape.Integer? integer)
    {
        var least = Bound(Math.Max(option.Minimum, integer?.Lowest ?? double.NegativeInfinity));
        var most = Bound(Math.Min(option.Maximum, integer?.Highest ?? double.PositiveInfinity));
        return (option.Minimum, option.Maximum, option.ExclusiveMinimum, option.ExclusiveMaximum) switch
        {
            (double.NegativeInfinity, double.PositiveInfinity, _, _) => "",
            (_, double.PositiveInfinity, true, _) => $"大于 {least}",
            (_, double.PositiveInfinity, false, _) => $"不小于 {least}",
            (double.NegativeInfinity, _, _, true) => $"小于 {most}",
            (double.NegativeInfinity, _, _, false) => $"不大于 {most}",
            (_, _, false, false) => $"{least} 到 {most}",
            (_, _, true, true) => $"大于 {least} 且小于 {most}",
            (_, _, true, false) => $"大于 {least} 且不大于 {most}",
            (_, _, false, true) => $"不小于 {least} 且小于 {most}",
        };
    }

    private static string Bound(double value) => double.IsFinite(value) ? Wording.Plain(value) : "";
}
