namespace Experiments.Figures.Drawing;

/// <summary>Formats the numbers of ticks.</summary>
internal static class NumberText
{
    private const string Raised = "⁰¹²³⁴⁵⁶⁷⁸⁹";

    /// <summary>Formats a number of a linear axis whose ticks are <paramref name="step"/> apart.</summary>
    public static string Linear(double value, double step, double largest)
    {
        if (value == 0)
            return "0";
        if (largest >= 1e6 || step < 1e-4)
            return Scientific(value, (int)Math.Floor(Math.Log10(step)));
        var decimals = Math.Max(0, -(int)Math.Floor(Math.Log10(step) + 1e-9));
        return Sign(value.ToString("F" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture));
    }

    /// <summary>Formats a number of a logarithmic axis. Numbers between 0.001 and 10,000 get no exponent.</summary>
    public static string Log(double value) => value is >= 0.999e-3 and <= 1.001e4
        ? value.ToString("0.#####", CultureInfo.InvariantCulture)
        : Scientific(value, (int)Math.Floor(Math.Log10(value) + 1e-9));

    private static string Scientific(double value, int lastDigit)
    {
        var exponent = (int)Math.Floor(Math.Log10(Math.Abs(value)) + 1e-9);
        var digits = Math.Max(0, exponent - lastDigit);
        var mantissa = (value / Math.Pow(10, exponent)).ToString("F" + digits.ToString(CultureInfo.InvariantCulture),
            CultureInfo.InvariantCulture);
        return Sign(mantissa switch { "1" => "10" + Power(exponent), "-1" => "-10" + Power(exponent),
            _ => $"{mantissa}×10{Power(exponent)}" });
    }

    private static string Power(int exponent) =>
        (exponent < 0 ? "⁻" : "")
            + string.Concat(Math.Abs(exponent).ToString(CultureInfo.InvariantCulture).Select(digit => Raised[digit - '0']));

    private static string Sign(string number) => number.Replace('-', '−');
}
