namespace Experiments.Figures;

/// <summary>Data that belongs together in a figure: one colour, one marker and one legend entry, the same in every panel.</summary>
/// <param name="Name">Its name in the legend; empty for no entry.</param>
/// <param name="Index">Its place in the palette, from 0: Okabe and Ito's colours, each with its own marker, so
/// that neither alone carries the meaning.</param>
public sealed record Series(string Name, int Index)
{
    internal string Color => $"var(--s{Index % Drawing.Theme.Colors})";

    internal int Marker => (Index + (Index / Drawing.Theme.Colors)) % Drawing.Markers.Count;
}
