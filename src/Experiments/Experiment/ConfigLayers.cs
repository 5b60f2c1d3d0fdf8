using Experiments.Options.Reading;

namespace Experiments.Experiment;

/// <summary>A config that is read once and combined with many other layers, for example the layers of a sweep's cells.</summary>
internal sealed class ConfigLayers
{
    private readonly ObjectNode _tree;
    private readonly bool _isComplete;

    private ConfigLayers(ObjectNode tree, bool isComplete, IReadOnlyList<string> files) =>
        (_tree, _isComplete, Files) = (tree, isComplete, files);

    /// <summary>Files of the config. A later file overrides earlier files.</summary>
    public IReadOnlyList<string> Files { get; }

    /// <summary>Reads a file and the files that it extends. Required keys may be missing, because other layers can supply them.</summary>
    public static ConfigLayers Read(string path, MistakeList mistakes)
    {
        var catalog = ExperimentCatalog.Instance;
        var layer = new TreeReader(catalog, mistakes, partial: true);
        var files = new LayerReader(catalog, new TreeMerge(catalog, (node, slot, below) => layer.Read(node, slot, below, null)), mistakes);
        var tree = files.Read(path);
        layer.ReadConfig(tree.Without(Settings.Logging));
        return new ConfigLayers(tree, files.Complete, [.. files.Files.Distinct()]);
    }

    /// <summary>Returns a copy that a further layer overrides. Overridden values are no longer checked.</summary>
    public ConfigLayers Under(ObjectNode layer) => new(Over(_tree, layer), _isComplete, Files);

    /// <summary>Applies the layers to the config and completes it; returns null if there is a mistake.</summary>
    /// <param name="layers">Layers; a later layer overrides earlier layers.</param>
    public ResolvedConfig? Resolve(IEnumerable<ObjectNode> layers, MistakeList mistakes)
    {
        var before = mistakes.Count;
        var tree = layers.Aggregate(_tree, Over);
        var document = new TreeReader(ExperimentCatalog.Instance, mistakes, partial: !_isComplete)
            .ReadConfig(tree.Without(Settings.Logging));
        if (tree.Find(Settings.Logging) is { } logging)
            document[Settings.Logging] = new FreeFormReader(mistakes).Read(logging.Value, Settings.Logging);
        if (mistakes.Count > before || !_isComplete)
            return null;
        var config = (ExperimentConfig)new OptionBinder(ExperimentCatalog.Instance).Bind(document, typeof(ExperimentConfig));
        return new ResolvedConfig(config, document, Settings.WithEnvironment(document), Files);
    }

    private static ObjectNode Over(ObjectNode weaker, ObjectNode stronger) =>
        (ObjectNode)new TreeMerge(ExperimentCatalog.Instance, (_, _, _) => { }).Merge(weaker, stronger,
            Slot.Whole(ExperimentCatalog.Instance.Root), "");
}
