namespace Experiments.Figures;

/// <summary>A series of data, with the same colour, marker and legend entry in every panel.</summary>
/// <param name="Name">Name in the legend; if empty, the legend has no entry for the series.</param>
/// <param name="Index">Index of the colour and the marker, from 0. Series differ in colour and marker, so readers can distinguish them
/// without colours.</param>
public sealed record Series(string Name, int Index)
{
    internal string Color => $"var(--s{Index % Drawing.Theme.Colors})";

    internal int Marker => (Index + (Index / Drawing.Theme.Colors)) % Drawing.Markers.Count;
}
