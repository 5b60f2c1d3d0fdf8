namespace Experiments.Studies.Judging;

internal static class Labels
{
    /// <summary>Returns the error for a label that the output does not have.</summary>
    public static FormatException Unknown(string label, IReadOnlyCollection<string> known) =>
        new($"there is no label '{label}' ({string.Join("; ", known)}){Names.DidYouMean(label, known)}");
}
