namespace Experiments.Options.Describing;

/// <summary>Describes permitted values in Chinese, as <see cref="Wording"/> does in English.</summary>
internal static class ChineseWording
{
    private static readonly RangeWords s_range = new()
    {
        Above = "大于 {0}",
        AtLeast = "不小于 {0}",
        Below = "小于 {1}",
        AtMost = "不大于 {1}",
        Closed = "{0} 到 {1}",
        Open = "大于 {0} 且小于 {1}",
        OpenBelow = "大于 {0} 且不大于 {1}",
        OpenAbove = "不小于 {0} 且小于 {1}",
    };

    /// <summary>Such as <c>大于 0 的数</c> or <c>整数的列表（每个不小于 1）</c>.</summary>
    public static string Expected(Slot slot) => slot switch
    {
        { Nullable: true, Shape: OptionType.Text, Option.Allowed.Length: > 0 } => Either([.. slot.Option.Allowed, "null"]),
        { Nullable: true } => OrNull(Expected(slot.Shape, slot.Option)),
        _ => Expected(slot.Shape, slot.Option),
    };

    // Leaves out null.
    private static string Expected(OptionType shape, OptionAttribute option) => shape switch
    {
        OptionType.Integer integer => Ranged(s_range.Of(option, integer), "整数"),
        OptionType.Number => Ranged(s_range.Of(option, null), "数"),
        OptionType.Formula => Ranged(s_range.Of(option, null), "数") + "，或表达式",
        OptionType.Boolean => "true 或 false",
        OptionType.Text when option.Allowed.Length > 0 => Either(option.Allowed),
        OptionType.Text when option.Pattern.Length > 0 => PatternInWords(option),
        OptionType.Text => "文本",
        OptionType.List list => $"{Length(option)}{ListOf(list, option)}",
        OptionType.Record => "对象",
        OptionType.Choice choice => $"'{choice.Registry.Discriminator}' 为 {Either(choice.Words)} 的对象",
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

    private static string ListOf(OptionType.List list, OptionAttribute option) => list.Element switch
    {
        OptionType.Integer integer => "整数的列表" + Each(s_range.Of(option, integer)),
        OptionType.Number => "数的列表" + Each(s_range.Of(option, null)),
        OptionType.Formula => "数或表达式的列表" + Each(s_range.Of(option, null)),
        OptionType.Boolean => "true 和 false 的列表",
        OptionType.Text when option.Allowed.Length > 0 => $"词的列表（每个为 {Either(option.Allowed)}）",
        OptionType.Text when option.Pattern.Length > 0 => $"文本的列表（每个为{PatternInWords(option)}）",
        OptionType.Text => "文本的列表",
        OptionType.List => "列表的列表",
        OptionType.Choice choice => $"对象的列表（每个的 '{choice.Registry.Discriminator}' 为 {Either(choice.Words)}）",
        _ => "对象的列表",
    };

    private static string Each(string range) => range.Length == 0 ? "" : $"（每个{range}）";

    private static string Ranged(string range, string noun) => range.Length == 0 ? noun : $"{range} 的{noun}";
}
