using Experiments.Export;
using TorchSharp;

namespace Experiments.Cli.Commands;

/// <summary><c>experiments export-pytorch</c>: writes a run as a PyTorch script.</summary>
public static class ExportPyTorchCommand
{
    public static Command Create()
    {
        var input = new ConfigInput();
        var source = new Argument<string>("RUN|CONFIG") { Description = "A run folder, or the experiment's JSON file." };
        source.CompletionSources.Add(Paths.Configs);
        source.CompletionSources.Add(Paths.Folders);
        var output = new Option<string>("--out") { Description = "The Python file to write. Initial weights that torch.nn.init can't draw "
            + "are written to a safetensors file beside it.", HelpName = "FILE.py", Required = true };
        output.CompletionSources.Add(Paths.Files);
        var command = new Command("export-pytorch",
            "Write a run as a PyTorch script. On the same libtorch, the script prints the run's metrics digit for digit.");
        command.Arguments.Add(source);
        input.AddOptionsTo(command, writesRuns: false);
        command.Options.Add(output);
        command.SetAction(parsed =>
        {
            using var interrupt = new Interrupt();
            using var scope = torch.NewDisposeScope();
            ScriptName.Check(parsed.GetValue(output)!);
            var from = Read(parsed, input, parsed.GetValue(source)!);
            input.Data.Fetch(parsed, from.Resolved.Config.Data, isQuiet: false, interrupt.Token);
            using var script = PyTorchExport.Of(from, input.Data.Roots(parsed));
            Write(script, parsed.GetValue(output)!);
            return ExitCodes.Done;
        });
        return command;
    }

    private static ExportSource Read(ParseResult parsed, ConfigInput input, string path)
    {
        if (!Directory.Exists(path))
            return ExportSource.Of(input.Read(parsed, path, []));
        if (parsed.GetValue(input.Set) is { Length: > 0 } || parsed.GetValue(input.Seed) is not null
            || parsed.GetValue(input.Device) is not null)
            throw new InputException($"'{path}' is a run, whose keys are fixed. Leave out --set, --seed and --device, or export a config.");
        return ExportSource.OfRun(path);
    }

    private static void Write(ExportedScript script, string path)
    {
        if (script.Weights is { } weights)
        {
            var file = ExportedScript.WeightsPath(path);
            OutputFile.Write(file, target => Safetensors.Write(target, weights, new Dictionary<string, string> { ["format"] = "pt" }));
            Console.Out.WriteLine($"{file} (initial weights, because of {string.Join(", ", script.WhyWeights)})");
        }

        OutputFile.Write(path, script.Text);
        Console.Out.WriteLine(path);
    }
}
