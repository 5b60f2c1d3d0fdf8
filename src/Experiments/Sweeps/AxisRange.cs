using Experiments.Configuration.Reading;

namespace Experiments.Sweeps;

/// <summary>A range that a random search draws a key's value from.</summary>
public sealed class AxisRange
{
    private const int Digits = 6;

    private readonly Func<double, ObjectNode> _layer;

    internal AxisRange(RangeKind kind, double low, double high, Func<double, ObjectNode> layer) =>
        (Kind, Low, High, _layer) = (kind, low, high, layer);

    /// <summary>How values are spread.</summary>
    public RangeKind Kind { get; }

    /// <summary>Its lower end.</summary>
    public double Low { get; }

    /// <summary>Its upper end.</summary>
    public double High { get; }

    /// <summary>
    /// The value at a share u of the range, uniform in [0, 1): low + u(high − low), low · (high/low)^u, or a whole number, both ends among them.
    /// Rounded to six digits, so that a person can write it down.
    /// </summary>
    public double At(double share) => Kind switch
    {
        RangeKind.LogUniform => Round(Low * Math.Pow(High / Low, share)),
        RangeKind.Integers => Math.Min(High, Low + Math.Floor(share * (High - Low + 1))),
        _ => Round(Low + (share * (High - Low))),
    };

    internal AxisValue ValueAt(double share)
    {
        var value = At(share);
        return new AxisValue([Configuration.CanonicalJson.Number(value)], [_layer(value)]);
    }

    private static double Round(double value) =>
        double.Parse(value.ToString($"G{Digits}", System.Globalization.CultureInfo.InvariantCulture), System.Globalization.CultureInfo.InvariantCulture);
}
