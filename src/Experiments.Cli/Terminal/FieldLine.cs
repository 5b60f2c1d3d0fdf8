namespace Experiments.Cli.Terminal;

/// <summary>A labelled number in a progress line.</summary>
/// <param name="Rank">Importance of the number: 0 is the most important.</param>
public readonly record struct Field(int Rank, string Text);

/// <summary>Joins labelled numbers into one line that fits the terminal.</summary>
public static class FieldLine
{
    private const string Gap = "  ";

    /// <summary>Joins the fields in order. If not all fields fit, the least important fields are left out.</summary>
    public static string Join(IReadOnlyList<Field> fields, int width)
    {
        var kept = new HashSet<int>();
        var length = 0;
        foreach (var (field, place) in fields.Select((field, place) => (field, place)).OrderBy(pair => pair.field.Rank))
        {
            var needed = field.Text.Length + (kept.Count > 0 ? Gap.Length : 0);
            if (kept.Count > 0 && length + needed > width)
                continue;
            kept.Add(place);
            length += needed;
        }

        return string.Join(Gap, fields.Where((_, place) => kept.Contains(place)).Select(field => field.Text)).TrimEnd();
    }

    /// <summary>Whether all fields fit into the width.</summary>
    public static bool Fits(IReadOnlyList<Field> fields, int width) =>
        fields.Sum(field => field.Text.Length) + Gap.Length * (fields.Count - 1) <= width;
}
