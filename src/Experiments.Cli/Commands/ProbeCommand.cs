namespace Experiments.Cli.Commands;

/// <summary><c>experiments probe</c>: measures the signal in each layer before training and compares it with theory.</summary>
public static class ProbeCommand
{
    private static readonly Argument<string[]> s_files =
        new("CONFIG") { Description = "The experiment's JSON file. The figures overlay several files.",
            Arity = ArgumentArity.OneOrMore };
    private static readonly Option<int> s_seeds =
        new("--seeds") { Description = "Number of seeds; the first is the config's seed. Tables show mean and standard error.",
            HelpName = "N", DefaultValueFactory = _ => 1 };
    private static readonly Option<int?> s_depth =
        new("--depth") { Description = "Number of layers to use instead of the config's: hidden layers of an mlp, or model.depth of a "
            + "vgg or resnet.",
            HelpName = "N" };
    private static readonly Option<int?> s_batch =
        new("--batch") { Description = "Examples in the batch; by default diagnostics.probe_size.", HelpName = "N" };
    private static readonly Option<string?> s_input =
        new("--input") { Description =
            "data: the first training examples; gaussian: standard normal numbers of the same shape. By default data, or gaussian if the "
                + "data set is missing.", HelpName = "data|gaussian" };
    private static readonly Option<string[]> s_compare =
        new("--compare") { Description =
            "Compare several values of a key: init=xavier_normal,kaiming_normal:mode=fan_out,normal:std=0.01. A second --compare adds rows "
                + "of panels.", DefaultValueFactory = _ => [], HelpName = "KEY=VALUE,VALUE…" };
    private static readonly Option<string?> s_out =
        new("--out") { Description = "Folder for README.md, probe.csv, signal.jsonl and the figures.", HelpName = "DIR" };

    public static Command Create()
    {
        var input = new ConfigInput();
        var command = new Command("probe",
            "Measure the signal in each layer of the untrained network. Runs one batch forward and backward. Tables show measured and "
                + "predicted numbers for each layer, then verdicts.");
        command.Arguments.Add(s_files);
        input.AddOptionsTo(command, writesRuns: false);
        foreach (var option in new Option[] { s_seeds, s_depth, s_batch, s_input, s_compare, s_out })
            command.Options.Add(option);
        command.SetAction(parsed =>
        {
            Probe(parsed, input);
            return ExitCodes.Done;
        });
        return command;
    }

    private static void Probe(ParseResult parsed, ConfigInput input)
    {
        var request = Request(parsed, input);
        if (parsed.GetValue(s_out) is { } wanted && !ProbeFolder.MayWrite(wanted))
            throw new InputException(
                $"--out: '{wanted}' holds files that probe did not write. Use a new or empty folder, or a folder from an earlier probe.");
        var results = new List<ProbeResult>();
        // Reads all configs first, so that a mistake in the last config is reported before the first probe runs.
        using var interrupt = new Interrupt();
        var subjects = Subjects(parsed, input).ToList();
        foreach (var (label, facet, resolved) in subjects)
        {
            if (request.Input == ProbeInput.Data)
                input.Data.Fetch(parsed, resolved.Config.Data, isQuiet: false, interrupt.Token);
            if (subjects.Count > 1 && Screen.Error.Profile.Out.IsTerminal)
                Screen.Error.MarkupLineInterpolated($"[dim]probing {label} ({results.Count + 1} of {subjects.Count}) …[/]");
            results.Add(Prober.Probe(resolved, label, request) with { Facet = facet });
        }

        if (results.Count > 1)
            ProbeSummary.Write(Screen.Out, results);
        foreach (var result in results)
            ProbeView.Write(Screen.Out, result);

        if (parsed.GetValue(s_out) is not { } folder)
            return;
        foreach (var file in Save(folder, results))
            Screen.Out.WriteLine(file);
    }

    private static ProbeRequest Request(ParseResult parsed, ConfigInput input)
    {
        var given = parsed.GetValue(s_input);
        return new ProbeRequest
        {
            Seeds = AtLeastOne("--seeds", parsed.GetValue(s_seeds)),
            BatchSize = parsed.GetValue(s_batch) is { } batch ? AtLeastOne("--batch", batch) : null,
            Input = given switch
            {
                null => null,
                "data" => ProbeInput.Data,
                "gaussian" => ProbeInput.Gaussian,
                _ => throw new InputException(
                    $"--input is '{given}'; data or gaussian is expected{Names.DidYouMeanOrStop(given, ["data", "gaussian"])}"),
            },
            DataRoots = input.Data.Roots(parsed),
        };
    }

    private static IEnumerable<(string Label, string Facet, ResolvedConfig Resolved)> Subjects(ParseResult parsed, ConfigInput input)
    {
        var files = parsed.GetValue(s_files)!;
        var comparisons = parsed.GetValue(s_compare)!.Select(ProbeVariant.Parse).ToList();
        if (comparisons.Count > 2)
            throw new InputException("--compare is given more than twice. The first sets the colours, the second the rows of panels.");
        if (comparisons is [var colours, var rows] && colours[0].Key == rows[0].Key)
            throw new InputException($"--compare varies {rows[0].Key} twice. Give all its values in one --compare.");
        IReadOnlyList<ProbeVariant> none = [new ProbeVariant("", "")];
        return from facet in comparisons.ElementAtOrDefault(1) ?? none
               from file in files
               from variant in comparisons.ElementAtOrDefault(0) ?? none
               select (Label(file, files.Length, variant), facet.Label, Resolve(parsed, input, file, [variant.Set, facet.Set]));
    }

    private static string Label(string file, int files, ProbeVariant variant)
    {
        var name = Path.GetFileNameWithoutExtension(file);
        if (variant.Label.Length == 0)
            return name;
        return files == 1 ? variant.Label : $"{name}, {variant.Label}";
    }

    private static ResolvedConfig Resolve(ParseResult parsed, ConfigInput input, string file, IEnumerable<string> sets)
    {
        // Maps each generated argument to the option that the user typed, because error messages quote the user's options.
        var typed = sets.Where(set => set.Length > 0).ToDictionary(set => set, set => $"--compare {set}");
        if (parsed.GetValue(s_depth) is { } depth)
        {
            foreach (var set in DepthOverride.For(Read().Config.Model, AtLeastOne("--depth", depth)))
                typed[set] = $"--depth {RunText.Invariant(depth)}";
        }

        return Read();

        ResolvedConfig Read()
        {
            try
            {
                return input.Read(parsed, file, typed.Keys);
            }
            catch (InputException wrong)
            {
                throw new InputException(
                    [.. wrong.Mistakes.Select(mistake => typed.Aggregate(mistake,
                        (words, one) => words.Replace($"--set {one.Key}:", $"{one.Value}:", StringComparison.Ordinal)))]);
            }
        }
    }

    private static int AtLeastOne(string option, int given) =>
        given >= 1 ? given : throw new InputException($"{option} is {RunText.Invariant(given)}; a whole number of 1 or more is expected.");

    private static IReadOnlyList<string> Save(string folder, IReadOnlyList<ProbeResult> results)
    {
        try
        {
            return ProbeFolder.Write(folder, results);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"--out: '{folder}' can't be written: {failure.Message}");
        }
    }
}
