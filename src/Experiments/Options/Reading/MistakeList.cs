namespace Experiments.Options.Reading;

/// <summary>Collects mistakes, so that the user sees all of them at once.</summary>
internal sealed class MistakeList
{
    // Largest number of mistakes that are shown, about one screen. A file of the wrong kind can have a mistake in every line.
    private const int Most = 50;

    private readonly List<(Origin Origin, string Sentence)> _mistakes = [];
    private readonly HashSet<(Origin Origin, string Sentence)> _seen = [];

    public int Count => _mistakes.Count;

    /// <summary>Adds a mistake. The message consists of origin, sentence and full stop. Duplicates are ignored.</summary>
    public void Add(Origin origin, string sentence)
    {
        var mistake = (origin, sentence[^1] is '.' or '?' ? sentence : sentence + ".");
        if (_seen.Add(mistake))
            _mistakes.Add(mistake);
    }

    /// <summary>Throws the collected mistakes, ordered by layer and line.</summary>
    /// <exception cref="InputException">There is a mistake.</exception>
    public void ThrowIfAny()
    {
        if (_mistakes.Count == 0)
            return;
        var sentences = _mistakes
            .OrderBy(mistake => mistake.Origin.Source.Order).ThenBy(mistake => mistake.Origin.Line).ThenBy(mistake => mistake.Origin.Column)
            .Take(Most)
            .Select(mistake => $"{mistake.Origin}: {mistake.Sentence}")
            .ToList();
        if (_mistakes.Count > Most)
            sentences.Add(string.Create(CultureInfo.InvariantCulture, $"… and {_mistakes.Count - Most} more mistakes."));
        throw new InputException(sentences);
    }
}
