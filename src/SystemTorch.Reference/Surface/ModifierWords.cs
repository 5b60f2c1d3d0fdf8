namespace SystemTorch.Reference.Surface;

/// <summary>The words about one type or member.</summary>
public sealed class ModifierWords(IReadOnlyList<string> words)
{
    public bool Has(string word) => words.Contains(word);

    /// <summary>The type that an enum's values are stored as.</summary>
    public NamedType Underlying => new(words.FirstOrDefault(w => w.StartsWith("System.", StringComparison.Ordinal)) ?? "System.Int32");

    /// <summary>What <c>WORD:R:P1:P2</c> says of a position: 0 is the returned value, or a field's or property's own; empty where it says nothing.</summary>
    public string At(string word, int position)
    {
        var parts = words.FirstOrDefault(w => w.StartsWith(word + ":", StringComparison.Ordinal))?.Split(':') ?? [];
        return position + 1 < parts.Length ? parts[position + 1] : "";
    }
}
