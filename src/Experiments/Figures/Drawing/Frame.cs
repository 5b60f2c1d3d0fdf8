namespace Experiments.Figures.Drawing;

/// <summary>The plotting area of a panel in pixels, and the way from numbers to it.</summary>
internal sealed record Frame(double Left, double Top, double Width, double Height, Scale Horizontal, Scale Vertical)
{
    public double Right => Left + Width;

    public double Bottom => Top + Height;

    public double X(double value) => Left + (Width * Horizontal.Share(value));

    public double Y(double value) => Bottom - (Height * Vertical.Share(value));

    /// <summary>Whether both numbers have a place.</summary>
    public bool Has(double x, double y) => Horizontal.HasPlace(x) && Vertical.HasPlace(y);
}
