namespace Experiments.Cli.Commands;

/// <summary>The argument and the options of every verb that uses a run's network.</summary>
public sealed class RunInput
{
    public Argument<string> Folder { get; } =
        new("RUN") { Description = "The run folder: the one that holds config.json and summary.json." };

    public Option<string?> Weights { get; } = new("--weights")
    {
        Description = "best, ema, last, initial, or a safetensors file; when left out, the first of best, ema and last that is there, once "
            + "the run is completed.",
        HelpName = "NAME|FILE",
    };

    public Option<string?> Device { get; } =
        new("--device") { Description = "Where to compute, instead of the run's device: auto, cpu, cuda or cuda:N.", HelpName = "DEVICE" };

    public void AddTo(Command command)
    {
        Folder.CompletionSources.Add(Paths.Folders);
        Weights.CompletionSources.Add([.. TrainedRun.WeightNames]);
        Weights.CompletionSources.Add(Paths.Files);
        Device.CompletionSources.Add("auto", "cpu", "cuda", "cuda:0");
        command.Arguments.Add(Folder);
        command.Options.Add(Weights);
        command.Options.Add(Device);
    }

    /// <summary>Says which prefix the names in the file of weights had, once the network is built.</summary>
    public static void ReportPrefix(TrainedRun run)
    {
        if (run.StrippedPrefix.Length > 0)
            Console.Error.WriteLine($"The names in '{run.Weights}' begin with '{run.StrippedPrefix}', which was left out.");
    }

    /// <summary>Opens the run, and reports where its environment differs from the training's.</summary>
    public TrainedRun Open(ParseResult parsed, IEnumerable<string> sets)
    {
        var device = parsed.GetValue(Device) is { } given ? [$"device={CanonicalJson.Serialize(given)}"] : Array.Empty<string>();
        var run = TrainedRun.Open(parsed.GetValue(Folder)!, [.. sets, .. device], parsed.GetValue(Weights));
        if (run.Differences is { Count: > 0 } differences)
            Console.Error.WriteLine(
                $"The run was made in other surroundings, so that last digits can differ: {string.Join(", ", differences)}.");
        return run;
    }
}
