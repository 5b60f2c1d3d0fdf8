using System.Reflection;

namespace Experiments.Options.Describing;

/// <summary>The program's texts in one language, by key, from <c>Texts/TAG.json</c>. A text is a string or a list of lines.</summary>
/// <remarks>The English texts of options and rows are in their attributes; their translations are in these files.</remarks>
internal sealed class Texts
{
    private static readonly Lazy<Texts>[] s_all = [.. Languages.Tags.Select(tag => new Lazy<Texts>(() => new Texts(tag)))];

    private readonly string _tag;
    private readonly Dictionary<string, string> _byKey;

    private Texts(string tag)
    {
        _tag = tag;
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"texts.{tag}.json")
            ?? throw new ArgumentException($"There are no texts in {tag}.", nameof(tag));
        using var document = JsonDocument.Parse(stream);
        _byKey = document.RootElement.EnumerateObject().ToDictionary(text => text.Name, text => Text(text.Value));
    }

    public IReadOnlyCollection<string> Keys => _byKey.Keys;

    /// <summary>The text of a key, unchanged.</summary>
    /// <exception cref="ArgumentException">The key has no text.</exception>
    public string this[string key] => Find(key) ?? throw new ArgumentException($"'{key}' has no text in {_tag}.", nameof(key));

    public static Texts Of(Language language) => s_all[(int)language].Value;

    /// <summary>Returns the text of a key; null if the key has no text.</summary>
    public string? Find(string key) => _byKey.GetValueOrDefault(key);

    /// <summary>Returns the text of a key, in which the values replace <c>{0}</c>, <c>{1}</c> and so on.</summary>
    /// <exception cref="ArgumentException">The key has no text.</exception>
    public string Format(string key, params object?[] values) => string.Format(CultureInfo.InvariantCulture, this[key], values);

    private static string Text(JsonElement text) => text.ValueKind == JsonValueKind.Array
        ? string.Join('\n', text.EnumerateArray().Select(line => line.GetString()))
        : text.GetString()!;
}
