using System.Text;
using System.Text.RegularExpressions;

namespace Experiments.Reports.Export;

/// <summary>Text that LaTeX sets as it stands. Labels in Chinese or Japanese ask for XeLaTeX or LuaLaTeX with a font that has them.</summary>
internal static partial class LatexText
{
    /// <summary>Escapes what LaTeX reads as a command, and writes the signs of reports as commands, so that any engine sets them.</summary>
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

    /// <summary>Text of numbers: with a minus in place of a hyphen, and powers of ten as such.</summary>
    public static string Numbers(string text) => Minus().Replace(Power().Replace(Of(text), @"$$\times10^{$1}$$"), "$$-$$").Replace("^{+", "^{", StringComparison.Ordinal);

    [GeneratedRegex(@"(?<=\d)e([+-]?\d+)")]
    private static partial Regex Power();

    [GeneratedRegex(@"(?<![\w{^+])-(?=\d)")]
    private static partial Regex Minus();
}
