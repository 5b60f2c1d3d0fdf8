using TorchSharp;

namespace Experiments.Cli.Commands;

/// <summary><c>experiments check</c>: validates a config and prints its layers.</summary>
public static class CheckCommand
{
    public static Command Create()
    {
        var input = new ConfigInput();
        var command = new Command("check",
            "Validate a config and print the layer table. The table shows name, kind, shape, parameters, fans, scheme and standard "
                + "deviation.");
        input.AddTo(command);
        command.SetAction(parsed =>
        {
            using var interrupt = new Interrupt();
            var (resolved, roots) = (input.Read(parsed), input.Data.Roots(parsed));
            Check(resolved, roots, () => input.Data.Fetch(parsed, resolved.Config.Data, isQuiet: false, interrupt.Token));
            return ExitCodes.Done;
        });
        return command;
    }

    // The model is always built on the CPU, because shapes and schemes don't depend on the device.
    private static void Check(ResolvedConfig resolved, IReadOnlyList<string> roots, Action fetch)
    {
        using var scope = torch.NewDisposeScope();
        Preparation prepared;
        try
        {
            fetch();
            prepared = Preparation.Of(resolved, roots, torch.CPU);
        }
        catch (MissingException missing)
        {
            PrintWithoutData(resolved, roots, missing);
            return;
        }

        using (prepared)
        {
            var parts = prepared.Build();
            using var model = parts.Model;
            PrintHead(resolved.Config, prepared.Data.Description);
            Screen.Out.MarkupLineInterpolated($"[dim]identity {prepared.Identity}[/]");
            PrintLayers(parts.Init, parts.Warnings,
                () => QuickSignalCheck.Of(model, parts.Init, prepared.Plan.Loss, prepared.Data.Train, resolved.Config.Seed),
                FirstLossCheck.Of(model, prepared.Plan.Loss, prepared.Data, resolved.Config.Seed));
        }
    }

    private static void PrintWithoutData(ResolvedConfig resolved, IReadOnlyList<string> roots, MissingException missing)
    {
        var (description, model, init) = Preparation.WithoutData(resolved, roots);
        using var disposing = model;
        PrintHead(resolved.Config, description);
        const string Effect = "Without the data, the run has no identity, and the numbers of examples are not checked.";
        Screen.Out.MarkupLineInterpolated($"[yellow]no data here[/] {missing.Message} {Effect}");
        PrintLayers(init, IdleKeys.Of(resolved.Config).Concat(resolved.Config.Model.Warnings).Concat(init.Warnings),
            () => QuickSignalCheck.OnNormalNumbers(model, init, resolved, roots), firstLoss: null);
    }

    private static void PrintHead(ExperimentConfig config, DataDescription data)
    {
        var task = data.Task == TaskKind.Classification ? $"{data.Outputs} classes" : "regression";
        var device = Devices.TypeName(Devices.Resolve(config.Device));
        Screen.Out.MarkupLineInterpolated(
            $"[bold]{config.Name}[/] is valid · input {string.Join('×', data.InputShape)} · {task} · {device} · seed {config.Seed}");
        if (data.Contents.Length > 0)
            Screen.Out.MarkupLineInterpolated($"{data.Contents}");
    }

    private static void PrintLayers(InitPlan init, IEnumerable<string> warnings, Func<IReadOnlyList<Verdict>> glance,
        Verdict? firstLoss)
    {
        Screen.Out.WriteLine();
        LayerTable.Write(Screen.Out, init);
        Screen.Out.WriteLine(
            $"{RunText.Count(init.Parameters.Sum(parameter => parameter.Shape.Aggregate(1L, (product, size) => product * size)))} "
                + $"parameters");
        foreach (var warning in warnings)
            Screen.Out.MarkupLineInterpolated($"[yellow]warning[/] {warning}");
        foreach (var line in Lines.For(Screen.Out, RunText.Signal(init, glance, firstLoss)))
            Screen.Out.WriteLine(line);
    }
}
