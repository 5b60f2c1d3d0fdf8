namespace Experiments.Figures.Drawing;

/// <summary>The plotting area of a panel in pixels; converts numbers to pixels.</summary>
internal sealed record Frame(double Left, double Top, double Width, double Height, Scale Horizontal, Scale Vertical)
{
    public double Right => Left + Width;

    public double Bottom => Top + Height;

    public double X(double value) => Left + (Width * Horizontal.Share(value));

    public double Y(double value) => Bottom - (Height * Vertical.Share(value));

    /// <summary>Whether both axes can show the numbers (<see cref="Scale.HasPlace"/>).</summary>
    public bool Has(double x, double y) => Horizontal.HasPlace(x) && Vertical.HasPlace(y);
}
