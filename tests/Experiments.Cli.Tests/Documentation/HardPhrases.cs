namespace Experiments.Cli.Tests.Documentation;

/// <summary>Phrases that readers had to read twice, each with better words. Add a row for each new phrase.</summary>
internal static class HardPhrases
{
    public static IReadOnlyList<Row> English { get; } =
    [
        new(@"\b(go|goes|gone|going) on with\b", "continue, resume"),
        new(@"\bhangs? on\b", "depends on"),
        new(@"\bof (its|their|one's) own\b(?= (in|of|for|with|by|at|from|as|would)\b|[^ \w]|$)", "its own X, a separate X"),
        new(@"\bby (itself|themselves)\b", "alone, separately, automatically"),
        new(@"\ball the same\b(?! [a-z])", "still, anyway"),
        new(@"\bnull where\b", "null if"),
        new(@"\b(is|are) said\b", "is printed, is reported"),
        new(@"\bstands? for\b", "means, replaces"),
        new(@"\bmend(s|ed|ing)?\b", "fix, correct"),
        new(@"\b(bears|(can|could|cores|layers|units) bear)\b", "allows, supports"),
        new(@"\bwhat (that|this|it) leads to\b", "its effect"),
        new(@"(?<!there )\bis no (option|verb|command|key|number|folder|file|run)\b", "is not a …"),
        new(@"\bgot there\b", "reached the target"),
        new(@"\blaid over\b", "merged into, overrides"),
    ];

    public static IReadOnlyList<Row> Chinese { get; } =
    [
        new("扫描", "批量运行"),
        new("(?<![关按])键", "配置项，或字段"),
        new("捷径", "残差连接"),
        new("引擎", "原生库"),
        new("提前停止", "早停"),
    ];

    internal sealed class Row(string pattern, string instead)
    {
        private readonly Regex _phrase = new(pattern, RegexOptions.IgnoreCase);

        /// <summary>Returns each occurrence with its surrounding words and the better words.</summary>
        public IEnumerable<string> In(string text) => _phrase.Matches(text).Select(match =>
            $"'…{text[Math.Max(0, match.Index - 40)..Math.Min(text.Length, match.Index + match.Length + 40)]}…': write {instead}");
    }
}
