using Experiments.Options.Reading;

namespace Experiments.Experiment;

/// <summary>Reads a config strictly, in layers (defaults, <c>extends</c>, the file,
/// <c>--set</c>), and reports all mistakes at once.</summary>
public static class ConfigReader
{
    // Position of the first argument of --set. The number is above the position of any file, so that mistakes in arguments come last.
    private const int FirstSet = 1_000_000;

    /// <summary>Reads a config file and applies <paramref name="sets"/> in order.</summary>
    /// <param name="sets">Arguments of <c>--set</c>: <c>optimizer.lr=0.1</c>,
    /// <c>model.hidden=[512,256]</c>, <c>init.weight=lecun_normal</c>.</param>
    /// <exception cref="InputException">The file, an extended file or an argument is wrong; the message lists every mistake.</exception>
    public static ResolvedConfig Read(string path, IReadOnlyList<string> sets)
    {
        var (document, files) = Resolve(ExperimentCatalog.Instance, path, sets);
        var settings = Settings.WithEnvironment(document);
        var config = (ExperimentConfig)new OptionBinder(ExperimentCatalog.Instance).Bind(document, typeof(ExperimentConfig));
        return new ResolvedConfig(config, document, settings, files);
    }

    /// <summary>Resolves a config with any catalog of options; returns the complete document and its files.</summary>
    internal static (JsonObject Document, IReadOnlyList<string> Files) Resolve(OptionCatalog catalog, string path,
        IReadOnlyList<string> sets)
    {
        var mistakes = new MistakeList();
        var layer = new TreeReader(catalog, mistakes, partial: true);
        var merge = new TreeMerge(catalog, (node, slot, below) => layer.Read(node, slot, below, null));
        var files = new LayerReader(catalog, merge, mistakes);
        var config = files.Read(path);
        var set = new SetArgument(catalog, merge, mistakes);
        for (var i = 0; i < sets.Count; i++)
            config = set.Apply(config, sets[i], FirstSet + i);
        var logging = config.Find(Settings.Logging);
        var document = new TreeReader(catalog, mistakes, partial: !files.Complete).ReadConfig(config.Without(Settings.Logging));
        if (logging is not null)
            document[Settings.Logging] = new FreeFormReader(mistakes).Read(logging.Value, Settings.Logging);
        mistakes.ThrowIfAny();
        return (document, [.. files.Files.Distinct()]);
    }
}
