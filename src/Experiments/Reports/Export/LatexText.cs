namespace Experiments.Reports.Export;

/// <summary>Escapes text for LaTeX. Labels in Chinese or Japanese need XeLaTeX or LuaLaTeX and a font with these characters.</summary>
internal static partial class LatexText
{
    /// <summary>Escapes LaTeX's special characters. Writes signs such as ± as commands, which every LaTeX engine understands.</summary>
    public static string Of(string text)
    {
        var escaped = new StringBuilder();
        foreach (var character in text)
        {
            escaped.Append(character switch
            {
                '\\' => @"\textbackslash{}",
                '~' => @"\textasciitilde{}",
                '^' => @"\textasciicircum{}",
                '<' => @"\textless{}",
                '>' => @"\textgreater{}",
                '#' or '$' or '%' or '&' or '_' or '{' or '}' => $@"\{character}",
                '–' => "--",
                '−' => "$-$",
                '±' => @"$\pm$",
                '≈' => @"$\approx$",
                '∞' => @"$\infty$",
                '×' => @"$\times$",
                '…' => @"\dots{}",
                '\n' or '\r' => " ",
                _ => character.ToString(),
            });
        }

        return escaped.ToString();
    }

    /// <summary>Escapes a text that consists of numbers. A leading hyphen becomes a minus sign, and an exponent becomes a power of
    /// ten.</summary>
    public static string Numbers(string text) =>
        Minus().Replace(Power().Replace(Of(text), @"$$\times10^{$1}$$"), "$$-$$").Replace("^{+", "^{", StringComparison.Ordinal);

    [GeneratedRegex(@"(?<=\d)e([+-]?\d+)")]
    private static partial Regex Power();

    [GeneratedRegex(@"(?<![\w{^+])-(?=\d)")]
    private static partial Regex Minus();
}
