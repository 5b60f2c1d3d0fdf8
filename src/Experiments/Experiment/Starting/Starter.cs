using Experiments.Data.Tables;
using Experiments.Options.Describing;
using Experiments.Options.Reading;
using Experiments.Training;

namespace Experiments.Experiment.Starting;

/// <summary>A new config file for a user: the most important keys have values, and every other key is a comment with its default.</summary>
/// <param name="Text">JSON with <c>//</c> comments and trailing commas, so that a line can be uncommented without other changes.</param>
public sealed partial record Starter(string Text, ExperimentConfig Config)
{
    private static readonly OptionCatalog Catalog = ExperimentCatalog.Instance;

    /// <exception cref="InputException">A name, a key or a value is wrong, or a required key is missing.</exception>
    public static Starter Create(StarterRequest request)
    {
        RequireRow("data", request.Data);
        RequireRow("model", request.Model);
        var live = Values(request);
        if (!request.IsRegression && Bind(live) is { Data: CsvOptions { Task: "regression" }, Loss: null or MseLoss })
            return Create(request with { IsRegression = true });
        var text = new StarterWriter(Catalog, ConfigText.In(request.Language)).Write(live, request.Schema);
        return new Starter(text, Bind(live));
    }

    private static void RequireRow(string noun, string name)
    {
        var known = Catalog.Registries.Single(registry => registry.Noun == noun).Rows.Select(row => row.Name).ToList();
        if (!known.Contains(name))
            throw new InputException(
                $"--{noun} is '{Quote.Shorten(name)}'; {Wording.Either(known)} is expected{Names.DidYouMeanOrStop(name, known)}");
    }

    private static JsonObject Values(StarterRequest request)
    {
        var mistakes = new MistakeList();
        var whole = Slot.Whole(Catalog.Root);
        var merge = new TreeMerge(Catalog, (_, _, _) => { });
        var tree = (ObjectNode)StarterValues.Layers(request).Select(layer => Parse(layer, mistakes))
            .Aggregate((under, over) => merge.Merge(under, over, whole, ""));
        var set = new SetArgument(Catalog, merge, mistakes);
        for (var i = 0; i < request.Sets.Count; i++)
            tree = set.Apply(tree, request.Sets[i], i + 1);
        new TreeReader(Catalog, mistakes, partial: false).ReadConfig(tree);
        ThrowWithHelp(mistakes);
        var live = (JsonObject)new FreeFormReader(mistakes).Read(tree, "")!;
        RequireKind(live, "data", request.Data);
        RequireKind(live, "model", request.Model);
        return live;
    }

    // The positions are removed from messages, because the user has not seen this document.
    private static Node Parse(JsonObject layer, MistakeList mistakes)
    {
        var source = new Source("new", 0);
        return SetArgument.Relocate(StrictJson.Parse(CanonicalJson.SerializeToUtf8(layer), source, mistakes)!, new Origin(source, 0, 0));
    }

    private static void ThrowWithHelp(MistakeList mistakes)
    {
        try
        {
            mistakes.ThrowIfAny();
        }
        catch (InputException refusal)
        {
            var missing = refusal.Mistakes.Select(mistake => MissingKey().Match(mistake)).Where(match => match.Success)
                .Select(match => $"--set {match.Groups[1].Value}=…").ToList();
            throw missing.Count == 0 ? refusal : new InputException([.. refusal.Mistakes, $"Add {string.Join(" and ", missing)}."]);
        }
    }

    [GeneratedRegex("^new: (\\S+) is missing")]
    private static partial Regex MissingKey();

    // Name, comments and printed text depend on --data and --model, so --set must not contradict them.
    private static void RequireKind(JsonObject live, string noun, string kind)
    {
        if (live[noun]?["kind"]?.GetValue<string>() is { } set && set != kind)
            throw new InputException($"--set sets {noun}.kind to '{set}', but --{noun} is '{kind}'; use --{noun} {set}.");
    }

    private static ExperimentConfig Bind(JsonObject live)
    {
        var mistakes = new MistakeList();
        var tree = (ObjectNode)StrictJson.Parse(CanonicalJson.SerializeToUtf8(live), new Source("new", 0), mistakes)!;
        var document = new TreeReader(Catalog, mistakes, partial: false).ReadConfig(tree);
        mistakes.ThrowIfAny();
        return (ExperimentConfig)new OptionBinder(Catalog).Bind(document, typeof(ExperimentConfig));
    }
}
