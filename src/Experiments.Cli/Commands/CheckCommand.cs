using System.CommandLine;
using Experiments.Cli.Terminal;
using Experiments.Configuration;
using Experiments.Data;
using Experiments.Initialization;
using Experiments.Models;
using Experiments.Training;
using Spectre.Console;
using TorchSharp;

namespace Experiments.Cli.Commands;

/// <summary><c>experiments check</c>: validates a config, then prints what it means, layer by layer.</summary>
public static class CheckCommand
{
    /// <summary>Creates the verb.</summary>
    public static Command Create()
    {
        var input = new ConfigInput();
        var command = new Command("check", "Validate a config and print the layer table: name, kind, shape, parameters, fans, and the scheme and standard deviation chosen for each.");
        input.AddTo(command);
        command.SetAction(parsed =>
        {
            Check(input.Read(parsed), DataRoots.Default(parsed.GetValue(input.Data)));
            return ExitCodes.Done;
        });
        return command;
    }

    private static void Check(ResolvedConfig resolved, IReadOnlyList<string> roots)
    {
        var config = resolved.Config;
        var device = Devices.Resolve(config.Device);
        var description = config.Data.Describe(new DataContext(roots, torch.CPU, torch.float32));
        (config.Loss ?? LossOptions.DefaultFor(description.Task)).Check(description);
        using var scope = torch.NewDisposeScope();
        using var model = config.Model.Build(new ModelShape(description.InputShape, description.Outputs));
        var layers = Layers.Of(model);
        var plan = Initializer.Plan(layers, config.Init);

        var task = description.Task == TaskKind.Classification ? $"{description.Outputs} classes" : "regression";
        Screen.Out.MarkupLineInterpolated($"[bold]{config.Name}[/] is valid · input {Shape(description.InputShape)} · {task} · {Devices.TypeName(device)} · seed {config.Seed}");
        Screen.Out.MarkupLineInterpolated($"[dim]identity {RunIdentity.Of(resolved, description, Devices.TypeName(device))}[/]");
        Screen.Out.WriteLine();
        LayerTable.Write(Screen.Out, plan);
        Screen.Out.WriteLine($"{RunText.Count(layers.Sum(layer => layer.ParameterCount))} parameters");
        foreach (var warning in plan.Warnings)
            Screen.Out.MarkupLineInterpolated($"[yellow]warning[/] {warning}");
    }

    private static string Shape(IEnumerable<long> shape) => string.Join('×', shape);
}
