namespace Experiments.Configuration;

/// <summary>One row of a registry: the word that a config uses, the options type behind it, and one sentence about it.</summary>
/// <param name="Name">The word in JSON, such as <c>kaiming_normal</c>.</param>
/// <param name="OptionsType">The record that holds the row's keys and builds what they describe; it has a parameterless constructor.</param>
/// <param name="Summary">One sentence: what it is, with its source where it has one.</param>
/// <param name="Chinese">The same in Chinese; empty where nobody has written it.</param>
public sealed record RegistryRow(string Name, Type OptionsType, string Summary, string Chinese = "")
{
    /// <summary>The sentence in a language; in English where nobody has written it in that one.</summary>
    public string SummaryIn(Language language) => language.Choose(Summary, Chinese);
}

/// <summary>The rows of one noun, without its type: what the reader, the schema and the documentation enumerate.</summary>
public interface IRegistry
{
    /// <summary>What the rows are, in one word: <c>model</c>, <c>scheme</c>.</summary>
    string Noun { get; }

    /// <summary>The key whose value chooses the row: <c>kind</c> or <c>scheme</c>.</summary>
    string Discriminator { get; }

    /// <summary>The options type that every row's type derives from.</summary>
    Type BaseType { get; }

    /// <summary>The rows, in the order in which people should read them.</summary>
    IReadOnlyList<RegistryRow> Rows { get; }
}

/// <summary>The only list of one noun's choices. A new choice is one source file and one row here.</summary>
/// <typeparam name="TOptions">The base of the rows' options types.</typeparam>
public sealed class Registry<TOptions> : IRegistry
    where TOptions : class
{
    private readonly List<RegistryRow> _rows = [];

    /// <summary>Starts an empty registry.</summary>
    /// <param name="noun">What the rows are, in one word.</param>
    /// <param name="discriminator">The key that chooses a row.</param>
    public Registry(string noun, string discriminator)
    {
        Noun = noun;
        Discriminator = discriminator;
    }

    /// <inheritdoc/>
    public string Noun { get; }

    /// <inheritdoc/>
    public string Discriminator { get; }

    /// <inheritdoc/>
    public Type BaseType => typeof(TOptions);

    /// <inheritdoc/>
    public IReadOnlyList<RegistryRow> Rows => _rows;

    /// <summary>Adds a row; a name or a type that is already there is refused.</summary>
    /// <typeparam name="T">The row's options type.</typeparam>
    /// <exception cref="ArgumentException">The name or the type has a row already.</exception>
    public Registry<TOptions> Add<T>(string name, string summary, string chinese = "")
        where T : TOptions, new()
    {
        if (_rows.Any(row => row.Name == name || row.OptionsType == typeof(T)))
            throw new ArgumentException($"The {Noun} registry already has '{name}' or its type {typeof(T).Name}.", nameof(name));
        _rows.Add(new RegistryRow(name, typeof(T), summary, chinese));
        return this;
    }

    /// <summary>The name under which an options object's type is registered.</summary>
    /// <exception cref="ArgumentException">The type has no row.</exception>
    public string NameOf(TOptions options) =>
        _rows.FirstOrDefault(row => row.OptionsType == options.GetType())?.Name
        ?? throw new ArgumentException($"{options.GetType().Name} has no row in the {Noun} registry.", nameof(options));
}
