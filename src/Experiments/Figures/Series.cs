namespace Experiments.Figures;

/// <summary>A series of data, with the same colour, marker and legend entry in every panel.</summary>
/// <param name="Name">Name in the legend; empty for no entry.</param>
/// <param name="Index">Index of the colour and the marker, from 0. The series differ in both, so colours are not needed to distinguish
/// them.</param>
public sealed record Series(string Name, int Index)
{
    internal string Color => $"var(--s{Index % Drawing.Theme.Colors})";

    internal int Marker => (Index + (Index / Drawing.Theme.Colors)) % Drawing.Markers.Count;
}
