using Experiments.Configuration.Options;
using Experiments.Configuration.Reading;

namespace Experiments.Configuration;

/// <summary>A config that is read once and over which other layers are laid, many times: how the cells of a sweep are resolved.</summary>
internal sealed class ConfigLayers
{
    private readonly ObjectNode _tree;
    private readonly bool _isComplete;

    private ConfigLayers(ObjectNode tree, bool isComplete, IReadOnlyList<string> files) => (_tree, _isComplete, Files) = (tree, isComplete, files);

    /// <summary>The files that were read, weakest first.</summary>
    public IReadOnlyList<string> Files { get; }

    /// <summary>Reads a file and what it extends. It need not be complete: other layers may give what it lacks.</summary>
    /// <param name="path">The file.</param>
    /// <param name="mistakes">Gathers what is wrong with it.</param>
    public static ConfigLayers Read(string path, MistakeList mistakes)
    {
        var catalog = OptionCatalog.Product;
        var layer = new TreeReader(catalog, mistakes, partial: true);
        var files = new LayerReader(catalog, new TreeMerge(catalog, (node, slot, below) => layer.Read(node, slot, below, null)), mistakes);
        var tree = files.Read(path);
        layer.ReadConfig(tree.Without(Settings.Logging));
        return new ConfigLayers(tree, files.Complete, [.. files.Files.Distinct()]);
    }

    /// <summary>The same with a layer laid over it for good; what the layer replaces is not asked whether it was right.</summary>
    public ConfigLayers Under(ObjectNode layer) => new(Over(_tree, layer), _isComplete, Files);

    /// <summary>The config with all layers laid over one another; null where there is a mistake in it.</summary>
    /// <param name="layers">From the weakest to the strongest.</param>
    /// <param name="mistakes">Gathers what is wrong with it.</param>
    public ResolvedConfig? Resolve(IEnumerable<ObjectNode> layers, MistakeList mistakes)
    {
        var before = mistakes.Count;
        var tree = layers.Aggregate(_tree, Over);
        var document = new TreeReader(OptionCatalog.Product, mistakes, partial: !_isComplete).ReadConfig(tree.Without(Settings.Logging));
        if (tree.Find(Settings.Logging) is { } logging)
            document[Settings.Logging] = new FreeFormReader(mistakes).Read(logging.Value, Settings.Logging);
        if (mistakes.Count > before || !_isComplete)
            return null;
        var config = (ExperimentConfig)new OptionBinder(OptionCatalog.Product).Bind(Settings.From(document), typeof(ExperimentConfig));
        return new ResolvedConfig(config, document, Settings.WithEnvironment(document), Files);
    }

    private static ObjectNode Over(ObjectNode weaker, ObjectNode stronger) =>
        (ObjectNode)new TreeMerge(OptionCatalog.Product, (_, _, _) => { }).Merge(weaker, stronger, Slot.Whole(OptionCatalog.Product.Root), "");
}
