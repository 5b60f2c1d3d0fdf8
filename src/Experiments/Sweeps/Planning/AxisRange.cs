using Experiments.Options.Reading;

namespace Experiments.Sweeps;

/// <summary>A range from which a random search draws the value of a key.</summary>
public sealed class AxisRange
{
    private const int Digits = 6;

    private readonly Func<double, ObjectNode> _layer;

    internal AxisRange(RangeKind kind, double low, double high, Func<double, ObjectNode> layer) =>
        (Kind, Low, High, _layer) = (kind, low, high, layer);

    public RangeKind Kind { get; }

    public double Low { get; }

    public double High { get; }

    /// <summary>
    /// Returns the value at share u of the range, with u in [0, 1): low + u(high − low) or low · (high/low)^u, rounded to six digits for
    /// readability. For integers, returns a whole number; both ends of the range are possible.
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
        return new AxisValue([CanonicalJson.Number(value)], [_layer(value)]);
    }

    private static double Round(double value) =>
        double.Parse(value.ToString($"G{Digits}", System.Globalization.CultureInfo.InvariantCulture),
            System.Globalization.CultureInfo.InvariantCulture);
}
