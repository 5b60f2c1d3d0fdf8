namespace Experiments.Cli.Commands;

/// <summary>The argument and options of every command that uses a run's network.</summary>
public sealed class RunInput
{
    public Argument<string> Folder { get; } =
        new("RUN") { Description = "The run folder, with config.json and summary.json." };

    public Option<string?> Weights { get; } = new("--weights")
    {
        Description = "Weights to use: best, ema, last, initial or a safetensors file. By default the first of best, ema and last "
            + "that a completed run has.",
        HelpName = "NAME|FILE",
    };

    public Option<string?> Device { get; } =
        new("--device") { Description = "Device to use instead of the run's: auto, cpu, cuda or cuda:N.", HelpName = "DEVICE" };

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

    /// <summary>Reports a prefix that was removed from the names in the weights file. Call this method after the network is
    /// built.</summary>
    public static void ReportPrefix(TrainedRun run)
    {
        if (run.StrippedPrefix.Length > 0)
            Console.Error.WriteLine($"Removed the prefix '{run.StrippedPrefix}' from the names in '{run.Weights}'.");
    }

    /// <summary>Opens the run, and reports differences between this environment and the environment of the training.</summary>
    public TrainedRun Open(ParseResult parsed, IEnumerable<string> sets)
    {
        var device = parsed.GetValue(Device) is { } given ? [$"device={CanonicalJson.Serialize(given)}"] : Array.Empty<string>();
        var run = TrainedRun.Open(parsed.GetValue(Folder)!, [.. sets, .. device], parsed.GetValue(Weights));
        if (run.Differences is { Count: > 0 } differences)
            Console.Error.WriteLine(
                $"The run was trained in another environment, so the last digits may differ: {string.Join(", ", differences)}.");
        return run;
    }
}
