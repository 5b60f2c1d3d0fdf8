namespace Experiments.Figures.Drawing;

/// <summary>Style sheet of a figure. The colours are from Okabe and Ito's palette, which colour-blind readers can also distinguish. On a
/// dark background, lighter colours are used.</summary>
internal static class Theme
{
    /// <summary>Number of series colours.</summary>
    public const int Colors = 7;

    private const string Light =
        "--paper:#ffffff;--ink:#1f2328;--muted:#59636e;--grid:#e3e7eb;"
        + "--s0:#0072b2;--s1:#d55e00;--s2:#009e73;--s3:#b7558a;--s4:#c98500;--s5:#3d9bd0;--s6:#1f2328";
    private const string Dark =
        "--paper:#14181d;--ink:#e6edf3;--muted:#9da7b1;--grid:#2b323a;"
        + "--s0:#4aa3df;--s1:#ff8442;--s2:#2fc298;--s3:#e39cc4;--s4:#f2b134;--s5:#9ad4f7;--s6:#e6edf3";

    /// <summary>Colours of the series on a light background, six hexadecimal digits each.</summary>
    public static IReadOnlyList<string> SeriesColors { get; } =
        [.. Light.Split(';').Where(part => part.StartsWith("--s", StringComparison.Ordinal)).Select(part => part[^6..])];

    /// <summary>CSS rules. The rules affect only elements of class <c>xf</c> and their contents, so that a page can contain
    /// figures.</summary>
    public static string Css { get; } = string.Join('\n',
        $".xf{{{Light}}}",
        $"@media (prefers-color-scheme:dark){{.xf{{{Dark}}}}}",
        $".xf[data-theme=light]{{{Light}}}",
        $".xf[data-theme=dark]{{{Dark}}}",
        ".xf text{font-family:Inter,'Segoe UI',Helvetica,Arial,'DejaVu Sans',sans-serif;font-size:12px;fill:var(--ink)}",
        ".xf .title{font-size:15px;font-weight:600}",
        ".xf .panel{font-weight:600}",
        ".xf .muted{fill:var(--muted);font-size:11px}",
        ".xf .tick{fill:var(--muted);font-size:11px}",
        ".xf .grid{stroke:var(--grid);stroke-width:1}",
        ".xf .axis{stroke:var(--muted);stroke-width:1;fill:none}",
        ".xf .rule{stroke:var(--muted);stroke-width:1.2;stroke-dasharray:5 4;fill:none}");
}
