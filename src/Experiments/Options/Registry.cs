namespace Experiments.Options;

/// <summary>The only list of all choices of one kind, such as models. To add a choice, add one source file and one row.</summary>
/// <typeparam name="TOptions">Base type of the rows' options.</typeparam>
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

    /// <exception cref="ArgumentException">The name or the type already has a row.</exception>
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
