namespace Experiments.Errors;

/// <summary>Suggests the known name that is nearest to a misspelt name.</summary>
public static class Names
{
    /// <summary>
    /// Returns the nearest known name; null if no name is near. If several names are equally near, returns the first of them. Case is
    /// ignored, and '-' equals '_'. A name is near if it differs by at most one edit for every three letters of the shorter name; one edit
    /// is always allowed. An edit inserts, deletes or substitutes a letter, or swaps two neighbours.
    /// </summary>
    public static string? Nearest(string given, IEnumerable<string> known)
    {
        var wanted = Fold(given);
        string? nearest = null;
        var fewest = int.MaxValue;
        foreach (var name in known)
        {
            var folded = Fold(name);
            var allowed = Math.Max(1, Math.Min(wanted.Length, folded.Length) / 3);
            if (Math.Abs(wanted.Length - folded.Length) > allowed)
                continue;
            var edits = Edits(wanted, folded);
            if (edits <= allowed && edits < folded.Length && edits < fewest)
                (nearest, fewest) = (name, edits);
        }
        return nearest;
    }

    /// <summary>Returns the end of a sentence: <see cref="DidYouMean"/>, or a full stop if no name is near.</summary>
    public static string DidYouMeanOrStop(string given, IEnumerable<string> known) =>
        DidYouMean(given, known) is { Length: > 0 } question ? question : ".";

    /// <summary>Returns <c>; did you mean 'x'?</c>, or an empty text if no known name is near.</summary>
    public static string DidYouMean(string given, IEnumerable<string> known) =>
        Nearest(given, known) is { } name ? $"; did you mean '{name}'?" : "";

    /// <summary>Returns <c> (did you mean 'x'?)</c>, for the middle of a sentence, or an empty text if no known name is near.</summary>
    public static string DidYouMeanAside(string given, IEnumerable<string> known) =>
        Nearest(given, known) is { } name ? $" (did you mean '{name}'?)" : "";

    private static string Fold(string name) => name.ToLowerInvariant().Replace('-', '_');

    // Computes the optimal string alignment distance: Levenshtein's distance in which a swap of two neighbours is one edit.
    private static int Edits(string a, string b)
    {
        var (before, previous, current) = (new int[b.Length + 1], new int[b.Length + 1], new int[b.Length + 1]);
        for (var j = 0; j <= b.Length; j++)
            previous[j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            current[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var substitution = previous[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                current[j] = Math.Min(substitution, Math.Min(previous[j], current[j - 1]) + 1);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                    current[j] = Math.Min(current[j], before[j - 2] + 1);
            }
            (before, previous, current) = (previous, current, before);
        }
        return previous[b.Length];
    }
}
