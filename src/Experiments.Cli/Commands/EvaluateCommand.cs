using System.CommandLine.Completions;

namespace Experiments.Cli.Commands;

public static class EvaluateCommand
{
    private static readonly string[] s_splits = ["train", "validation", "test"];

    public static Command Create()
    {
        var input = new RunInput();
        var set = new Option<string[]>("--set")
        {
            Description = "Change a key for this evaluation. --set 'data.test_path=\"new.csv\"' evaluates other rows of a table, "
                + "preprocessed as in the run. Other keys: data.path (new place of the training file), data.eval_batch_size, device, "
                + "threads.",
            HelpName = "KEY=JSON",
            DefaultValueFactory = _ => [],
        };
        set.CompletionSources.Add(
            context => KeyCompletion.For(context.WordToComplete).Where(TrainedRun.CanSet).Select(word => new CompletionItem(word)));
        var rows = new DataOption("A CSV file with other rows to evaluate; the same as --set data.test_path.", isRequired: false);
        var offline = new DataInput().Offline;
        var split = new Option<string?>("--split") { Description =
            "train, validation or test; by default test, or validation if there is no test split.", HelpName = "SPLIT" };
        split.CompletionSources.Add(s_splits);
        var json = new Option<bool>("--json") { Description = "Print one line of JSON with every digit." };
        var command = new Command("evaluate", "Evaluate the network of a run.");
        input.AddTo(command);
        foreach (var option in new Option[] { split, set, rows.Option, offline, json })
            command.Options.Add(option);
        command.SetAction(parsed =>
        {
            CheckSplit(parsed.GetValue(split));
            var (file, folder) = rows.Read(parsed);
            CheckRows(file, parsed.GetValue(set) ?? [], parsed.GetValue(split));
            var run = input.Open(parsed, [.. parsed.GetValue(set) ?? [],
                .. file is null ? Array.Empty<string>() : [$"data.test_path={CanonicalJson.Serialize(file)}"]]);
            var context = run.Context(DataRoots.Default(folder));
            using var interrupt = new Interrupt();
            DataInput.Fetch(run.Config.Data, folder, parsed.GetValue(offline), isQuiet: parsed.GetValue(json), interrupt.Token);
            using var data = run.Load(context);
            var (part, metrics) = run.Evaluate(data, parsed.GetValue(split));
            RunInput.ReportPrefix(run);
            foreach (var warning in part.Name == "test" ? data.Description.Warnings : [])
                Console.Error.WriteLine(warning);
            foreach (var odd in metrics.Where(metric => !double.IsFinite(metric.Value)))
                Console.Error.WriteLine($"The {odd.Name} on the {part.Name} split is not finite with the weights '{run.Weights}'.");
            Print(run, part, metrics, parsed.GetValue(json));
            return Metrics.HasFiniteLoss(metrics) ? ExitCodes.Done : ExitCodes.Diverged;
        });
        return command;
    }

    private static void CheckSplit(string? split)
    {
        if (split is not null && !s_splits.Contains(split))
            throw new InputException(
                $"--split is '{split}'; {string.Join(", ", s_splits[..^1])} or {s_splits[^1]} is "
                    + $"expected{Names.DidYouMeanOrStop(split, s_splits)}");
    }

    // Rows from another file replace the test rows, so they can only be evaluated as the test split.
    private static void CheckRows(string? file, string[] sets, string? split)
    {
        var isSet = sets.Any(TrainedRun.SetsRows);
        if (file is not null && isSet)
            throw new InputException($"--data '{file}' and --set data.test_path both name rows to evaluate. Leave one out.");
        if ((file is not null || isSet) && split is not (null or "test"))
            throw new InputException(
                $"--split {split} asks for rows of the run, but {(isSet ? "--set data.test_path" : $"--data '{file}'")} replaces the test "
                    + $"rows by others. Leave one out.");
    }

    private static void Print(TrainedRun run, Split split, IReadOnlyList<Metric> metrics, bool json)
    {
        if (json)
        {
            Console.Out.WriteLine(JsonText.Line(new JsonObject
            {
                ["run"] = run.Folder.Path,
                ["weights"] = run.Weights,
                ["step"] = run.Step,
                ["split"] = split.Name,
                ["examples"] = split.Count,
                ["metrics"] = MetricsRow.ToJson(metrics),
            }));
            return;
        }

        string[] texts = [$"{split.Name,-11} {RunText.Metrics(metrics)}", $"{RunText.Count(split.Count)} examples · "
            + $"{run.Weights}{(run.Step is { } step ? $", after step {RunText.Count(step)}" : "")}"];
        foreach (var line in texts.SelectMany(text => Lines.For(Screen.Out, text)))
            Console.Out.WriteLine(line);
    }
}
