using System.CommandLine;
using Experiments.Cli.Completion;
using Experiments.Configuration;
using Experiments.Runs;

namespace Experiments.Cli.Commands;

/// <summary>The argument and the options of every verb that uses a run's network.</summary>
public sealed class RunInput
{
    /// <summary>The run folder.</summary>
    public Argument<string> Folder { get; } = new("RUN") { Description = "The run folder: the one that holds config.json and summary.json." };

    /// <summary>Which weights.</summary>
    public Option<string?> Weights { get; } = new("--weights")
    {
        Description = "best, ema, last, initial, or a safetensors file; when left out, the first of best, ema and last that is there, once the run is completed.",
        HelpName = "NAME|FILE",
    };

    /// <summary>The device.</summary>
    public Option<string?> Device { get; } = new("--device") { Description = "Where to compute, instead of the run's device: auto, cpu, cuda or cuda:N.", HelpName = "DEVICE" };

    /// <summary>Adds the argument and the options to a verb.</summary>
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

    /// <summary>Opens the run, and says where its surroundings differ from the training's.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="sets">Arguments of <c>--set</c>.</param>
    public TrainedRun Open(ParseResult parsed, IEnumerable<string> sets)
    {
        var device = parsed.GetValue(Device) is { } given ? [$"device={CanonicalJson.Serialize(given)}"] : Array.Empty<string>();
        var run = TrainedRun.Open(parsed.GetValue(Folder)!, [.. sets, .. device], parsed.GetValue(Weights));
        if (run.Differences is { Count: > 0 } differences)
            Console.Error.WriteLine($"The run was made in other surroundings, so that last digits can differ: {string.Join(", ", differences)}.");
        return run;
    }
}
