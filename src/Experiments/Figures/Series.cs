namespace Experiments.Figures;

/// <summary>What belongs together in a figure: one colour, one marker and one line of the legend, in every panel.</summary>
/// <param name="Name">Its words in the legend.</param>
/// <param name="Index">Its place in the palette, from 0: colours are Okabe and Ito's, and each has a marker of its own, so that neither alone carries the meaning.</param>
public sealed record Series(string Name, int Index)
{
    internal string Color => $"var(--s{Index % Drawing.Theme.Colors})";

    internal int Marker => (Index + (Index / Drawing.Theme.Colors)) % Drawing.Markers.Count;
}
