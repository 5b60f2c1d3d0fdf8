using System.Text.Json.Nodes;
using Experiments.Configuration.Options;
using Experiments.Configuration.Reading;

namespace Experiments.Configuration.Starting;

/// <summary>A commented config to start from: the keys that matter most with values, every other one as a comment with its default.</summary>
/// <param name="Text">The file: JSON with <c>//</c> comments and trailing commas, which the reader allows, so that a line can be uncommented as it stands.</param>
/// <param name="Config">What it says.</param>
public sealed record Starter(string Text, ExperimentConfig Config)
{
    private static readonly OptionCatalog Catalog = OptionCatalog.Product;

    /// <summary>Writes a starter.</summary>
    /// <exception cref="InputException">A name, a key or a value is wrong, or a required key is missing.</exception>
    public static Starter Create(StarterRequest request)
    {
        RequireRow("data", request.Data);
        RequireRow("model", request.Model);
        var live = Values(request);
        var text = new StarterWriter(Catalog, ConfigText.In(request.Language)).Write(live, request.Schema);
        return new Starter(text, Bind(live));
    }

    private static void RequireRow(string noun, string name)
    {
        var known = Catalog.Registries.Single(registry => registry.Noun == noun).Rows.Select(row => row.Name).ToList();
        if (!known.Contains(name))
            throw new InputException($"--{noun} is '{Quote.Shorten(name)}'; {Wording.Either(known)} is expected{Names.DidYouMean(name, known)}");
    }

    private static JsonObject Values(StarterRequest request)
    {
        var mistakes = new MistakeList();
        var whole = Slot.Whole(Catalog.Root);
        var merge = new TreeMerge(Catalog, (_, _, _) => { });
        var layers = StarterValues.Layers(request).Select(layer => StrictJson.Parse(CanonicalJson.SerializeToUtf8(layer), new Source("new", 0), mistakes)!);
        var tree = (ObjectNode)layers.Aggregate((under, over) => merge.Merge(under, over, whole, ""));
        var set = new SetArgument(Catalog, merge, mistakes);
        for (var i = 0; i < request.Sets.Count; i++)
            tree = set.Apply(tree, request.Sets[i], i + 1);
        new TreeReader(Catalog, mistakes, partial: false).ReadConfig(tree);
        mistakes.ThrowIfAny();
        return (JsonObject)new FreeFormReader(mistakes).Read(tree, "")!;
    }

    private static ExperimentConfig Bind(JsonObject live)
    {
        var mistakes = new MistakeList();
        var tree = (ObjectNode)StrictJson.Parse(CanonicalJson.SerializeToUtf8(live), new Source("new", 0), mistakes)!;
        var document = new TreeReader(Catalog, mistakes, partial: false).ReadConfig(tree);
        mistakes.ThrowIfAny();
        return (ExperimentConfig)new OptionBinder(Catalog).Bind(Settings.From(document), typeof(ExperimentConfig));
    }
}
