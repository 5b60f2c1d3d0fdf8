using Experiments.Experiment;
using Experiments.Options.Reading;
using Experiments.Sweeps.Stacking;

namespace Experiments.Sweeps.Reading;

/// <summary>Reads a sweep file strictly and reports all mistakes at once, each with its line.</summary>
public static partial class SweepReader
{
    private static readonly string[] s_keys = ["$schema", "name", "base", "set", "axes", "exclude", "random", "compare", "stack", "slurm"];

    /// <exception cref="InputException">The file, or the base config, is wrong; the message names every mistake.</exception>
    public static SweepFile Read(string path)
    {
        var mistakes = new MistakeList();
        var file = Parse(path, mistakes);
        mistakes.ThrowIfAny();
        Fields.RefuseOthers(file!, s_keys, "a sweep", mistakes);
        var layers = Base(path, file!, mistakes);
        var (axes, seeds) = new AxisReader(mistakes).Read(file!);
        var sweep = layers is null ? null : new SweepFile(path, Name(path, file!, mistakes), layers, axes, seeds)
        {
            Exclusions = ExclusionReader.Read(file!, axes, mistakes),
            Random = SectionReader.Read<RandomSearchOptions>(file!, "random", mistakes),
            Compare = SectionReader.Read<CompareOptions>(file!, "compare", mistakes) ?? new CompareOptions(),
            Stack = Stack(file!, mistakes),
            Slurm = SectionReader.Read<SlurmOptions>(file!, "slurm", mistakes) ?? new SlurmOptions(),
        };
        if (sweep is not null)
            CheckTogether(sweep, file!, mistakes);
        mistakes.ThrowIfAny();
        return sweep!;
    }

    /// <summary>
    /// Returns the name of a sweep, and checks nothing else. Returns null if the name is not valid, if the file can't be read, or if the
    /// file can be read only once (a pipe).
    /// </summary>
    public static string? NameIn(string path)
    {
        try
        {
            if (new FileInfo(path) is not { Exists: true, Length: > 0 })
                return null;
            using var file = JsonDocument.Parse(File.ReadAllBytes(path),
                new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
            var name = file.RootElement.TryGetProperty("name", out var given)
                ? given.GetString()
                : System.IO.Path.GetFileNameWithoutExtension(path);
            return name is not null && NamePattern().IsMatch(name) ? name : null;
        }
        catch (Exception mistake) when (mistake is IOException or UnauthorizedAccessException or ArgumentException
            or JsonException or InvalidOperationException)
        {
            // The method Read reports the mistake later.
            return null;
        }
    }

    private static ObjectNode? Parse(string path, MistakeList mistakes)
    {
        var source = new Source(Quote.Printable(path), -1);
        var start = new Origin(source, 0, 0);
        if (ConfigFile.Read(path, out var refusal) is not { } bytes)
            mistakes.Add(start, refusal);
        else if (StrictJson.Parse(bytes, source, mistakes) is { } tree)
        {
            if (tree is ObjectNode file)
                return file;
            mistakes.Add(tree.Origin, $"a sweep is an object, {{ … }}, not {Quote.Value(tree)}");
        }
        return null;
    }

    private static string Name(string path, ObjectNode file, MistakeList mistakes)
    {
        var name = file.Find("name") is null
            ? System.IO.Path.GetFileNameWithoutExtension(path)
            : Fields.Text(file, "name", mistakes) ?? "";
        if (NamePattern().IsMatch(name) || (name.Length == 0 && file.Find("name") is not null))
            return name;
        mistakes.Add(file.Find("name")?.Value.Origin ?? file.Origin,
            $"name is \"{Quote.Shorten(name)}\"; {ExperimentConfig.NameInWords} is expected");
        return name;
    }

    private static ConfigLayers? Base(string path, ObjectNode file, MistakeList mistakes)
    {
        if (file.Find("base") is null)
        {
            mistakes.Add(file.Origin, "base is missing; the file of the config to vary is expected, relative to this file");
            return null;
        }

        if (Fields.Text(file, "base", mistakes) is not { } name)
            return null;
        var layers = ConfigLayers.Read(System.IO.Path.Combine(System.IO.Path.GetDirectoryName(path) ?? "", name), mistakes);
        return file.Find("set") is { } set ? WithSet(layers, set, mistakes) : layers;
    }

    private static ConfigLayers WithSet(ConfigLayers layers, Member set, MistakeList mistakes)
    {
        if (set.Value is ObjectNode values)
            return values.Members.Aggregate(layers, (below, member) => below.Under(KeyPath.Nest(member.Name, member.Origin, member.Value)));
        mistakes.Add(set.Value.Origin,
            $"set is {ScalarReader.Given(set.Value)}; an object of keys and values, such as {{ \"optimizer.lr\": 0.1 }}, is expected");
        return layers;
    }

    private static StackSize? Stack(ObjectNode file, MistakeList mistakes)
    {
        if (file.Find("stack") is not { } member)
            return null;
        var text = member.Value switch
        {
            NumberNode number => number.Text,
            TextNode { Value: "auto" } => "auto",
            _ => "",
        };
        if (StackSize.Parse(text) is { } size)
            return size;
        mistakes.Add(member.Value.Origin, $"stack is {ScalarReader.Given(member.Value)}; {StackSize.Expected}; leave stack out to "
            + "train each cell alone");
        return null;
    }

    private static void CheckTogether(SweepFile sweep, ObjectNode file, MistakeList mistakes)
    {
        var names = sweep.Axes.SelectMany(axis => axis.Names).ToList();
        if (sweep.Compare.By is { } by && !names.Contains(by))
            mistakes.Add(file.Find("compare")!.Origin,
                $"compare.by is \"{Quote.Shorten(by)}\", which is not an axis (axes: {string.Join(", ", names)})"
                    + Names.DidYouMean(by, names));
        foreach (var tuned in sweep.Compare.Tune.Where(tuned => !names.Contains(tuned) || tuned == sweep.ComparedBy))
            mistakes.Add(file.Find("compare")!.Origin, names.Contains(tuned)
                ? $"compare.tune names {tuned}, which is the compared axis; name another axis"
                : $"compare.tune names \"{Quote.Shorten(tuned)}\", which is not an axis (axes: {string.Join(", ", names)})"
                    + Names.DidYouMean(tuned, names));
        if (sweep.Random is null && sweep.Axes.FirstOrDefault(axis => axis.Range is not null) is { } drawn)
            mistakes.Add(file.Find("axes")!.Origin,
                $"the axis {drawn.Names[0]} is a range to draw from, so the sweep needs \"random\": {{ \"count\": N }}");
    }

    [GeneratedRegex(@"\A" + ExperimentConfig.NamePattern + @"\z")]
    private static partial Regex NamePattern();
}
