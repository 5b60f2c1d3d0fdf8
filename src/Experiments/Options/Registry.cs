namespace Experiments.Options;

/// <summary>The only list of one noun's choices. A new choice is one source file and one row here.</summary>
/// <typeparam name="TOptions">The base of the rows' options types.</typeparam>
public sealed class Registry<TOptions> : IRegistry
    where TOptions : class
{
    private readonly List<RegistryRow> _rows = [];

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

    /// <exception cref="ArgumentException">The name or the type has a row already.</exception>
    public Registry<TOptions> Add<T>(string name, string summary)
        where T : TOptions, new()
    {
        if (_rows.Any(row => row.Name == name || row.OptionsType == typeof(T)))
            throw new ArgumentException($"The {Noun} registry already has '{name}' or its type {typeof(T).Name}.", nameof(name));
        _rows.Add(new RegistryRow(Noun, name, typeof(T), summary));
        return this;
    }

    /// <exception cref="ArgumentException">The type has no row.</exception>
    public string NameOf(TOptions options) =>
        _rows.FirstOrDefault(row => row.OptionsType == options.GetType())?.Name
        ?? throw new ArgumentException($"{options.GetType().Name} has no row in the {Noun} registry.", nameof(options));
}
