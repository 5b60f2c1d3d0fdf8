namespace Experiments.Reports.RunPage;

/// <summary>Names for people instead of the keys in a run's files.</summary>
internal static class Labels
{
    private static readonly Dictionary<string, string> s_metrics = new()
    {
        ["accuracy"] = "accuracy",
        ["balanced_accuracy"] = "balanced accuracy",
        ["ece"] = "calibration error",
        ["loss"] = "loss",
        ["macro_f1"] = "macro F1",
        ["mae"] = "mean absolute error",
        ["mape"] = "mean absolute percentage error",
        ["r2"] = "R²",
        ["rmse"] = "RMSE",
        ["rmse_log"] = "RMSE of the logarithm",
        ["top5_accuracy"] = "top-5 accuracy",
    };

    private static readonly HashSet<string> s_shares = ["accuracy", "balanced_accuracy", "top5_accuracy"];

    /// <summary>Whether people read the metric as a percentage.</summary>
    public static bool IsPercentage(string metric) => s_shares.Contains(metric);

    /// <summary>Returns the name of a metric, in lower case.</summary>
    public static string Metric(string name) => s_metrics.GetValueOrDefault(name) ?? name.Replace('_', ' ');

    /// <summary>Returns the name of a metric or of a metric on a split, as a title: <c>Test accuracy</c>.</summary>
    public static string Title(string metric, string? split = null) =>
        split is null ? Capital(Metric(metric)) : $"{Capital(Split(split))} {Metric(metric)}";

    /// <summary>Returns the name of a split, in lower case.</summary>
    public static string Split(string split) => split switch
    {
        "train" => "training",
        "train_running" => "training (running mean)",
        _ => split,
    };

    /// <summary>Formats the value of a metric: shares as percentages, other numbers with four decimals. A share below 1 is never shown as
    /// 100 %.</summary>
    public static string Value(string metric, double value) =>
        IsPercentage(metric) && double.IsFinite(value)
            ? Math.Min(value * 100, value < 1 ? 99.99 : double.MaxValue).ToString("0.0#", CultureInfo.InvariantCulture) + " %"
            : ReportText.Number(value);

    /// <summary>Makes the first letter upper case.</summary>
    public static string Capital(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];

    /// <summary>Formats a number of bytes: <c>1.2 MB</c>.</summary>
    public static string Bytes(double bytes) => Scaled(bytes, ["B", "kB", "MB", "GB", "TB"]);

    /// <summary>Formats a large count with a prefix: <c>1.2 M</c>.</summary>
    public static string Short(double count) => Scaled(count, ["", "k", "M", "G", "T"]).TrimEnd();

    /// <summary>Formats a duration: <c>0.8 s</c>, <c>12 min 4 s</c>, <c>3 h 5 min</c>.</summary>
    public static string Duration(double seconds)
    {
        // Rounding comes before the choice of the unit, so that no part reaches 60.
        if (Rounded(seconds, "0.#") < 60)
            return string.Create(CultureInfo.InvariantCulture, $"{seconds:0.#} s");
        var whole = (long)Rounded(seconds, "0");
        if (whole < 3600)
            return string.Create(CultureInfo.InvariantCulture, $"{whole / 60} min {whole % 60} s");
        var minutes = (long)Rounded(seconds / 60, "0");
        return string.Create(CultureInfo.InvariantCulture, $"{minutes / 60} h {minutes % 60} min");
    }

    private static string Scaled(double value, string[] units)
    {
        var unit = 0;
        while (Math.Abs(Rounded(value, "G3")) >= 1000 && unit < units.Length - 1)
            (value, unit) = (value / 1000, unit + 1);
        var text = value.ToString(Math.Abs(value) < 999.5 ? "G3" : "0", CultureInfo.InvariantCulture);
        return $"{text} {units[unit]}";
    }

    // The number that a reader sees.
    private static double Rounded(double value, string format) =>
        double.Parse(value.ToString(format, CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
}
