namespace Experiments.Figures;

/// <summary>A point with a vertical interval, such as a mean with its standard error or a predicted band.</summary>
/// <param name="Low">Lower end; NaN without an interval.</param>
/// <param name="High">Upper end; NaN without an interval.</param>
public readonly record struct DataInterval(double X, double Y, double Low, double High)
{
    public DataInterval(double x, double y)
        : this(x, y, double.NaN, double.NaN)
    {
    }
}
