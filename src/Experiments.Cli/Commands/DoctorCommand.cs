using static TorchSharp.torch;

namespace Experiments.Cli.Commands;

/// <summary><c>experiments doctor</c>: lists libraries, devices and data sets of this machine, and checks each device.</summary>
public static class DoctorCommand
{
    public static Command Create()
    {
        var device = new Option<string?>(
            "--device") { Description = "Device to check: cpu, cuda or cuda:N; by default every device.", HelpName = "DEVICE" };
        var data = new Option<string?>("--data") { Description = "Folder with data sets; searched before the usual folders.",
            HelpName = "DIR" };
        var command = new Command("doctor",
            "List libtorch, devices and data sets of this machine. Checks each device with a small forward and backward pass.") { device,
                data };
        command.SetAction(parsed =>
        {
            PrintFacts();
            PrintData(DataRoots.Default(parsed.GetValue(data)));
            Screen.Out.WriteLine();
            return ProveAll(parsed.GetValue(device)) ? ExitCodes.Done : ExitCodes.Failed;
        });
        return command;
    }

    private static void PrintFacts() => FactLines.Write(Screen.Out, Facts());

    private static IEnumerable<(string Name, string Value)> Facts()
    {
        var engine = EnvironmentRecord.Engine();
        var machine = EnvironmentRecord.Machine();
        yield return ("TorchSharp", $"{engine["torchsharp"]} over '{engine["name"]}', chosen by {TorchLibrary.Load().Choice.Source}");
        yield return ("library", $"{engine["library"]}");
        yield return ("libtorch", $"{engine["torch_version"]}  {engine["libtorch_file"]}");
        if (engine["cxx_compatibility"] is { } compatibility)
            yield return ("C++ runtime", $"too old for TorchSharp's packages; the library {compatibility} adds the missing function");
        yield return ("oneDNN", ConvolutionProof.WhyOff ?? "on");
        yield return ("BLAS", $"{engine["blas_file"] ?? "inside libtorch"}");
        yield return ("threads",
            string.Create(CultureInfo.InvariantCulture, $"libtorch's default is {get_num_threads()}; a run uses threads from its config"));
        yield return ("CPU", $"{machine["cpu"]}, {machine["cores"]} cores, {machine["cpu_instructions"] ?? "no AVX"}");
        yield return ("CUDA devices",
            Devices.CudaCount() is var count and > 0 ? count.ToString(CultureInfo.InvariantCulture) : "this libtorch finds none");
        yield return ("system", $"{machine["os"]}, {machine["dotnet"]}");
    }

    private static void PrintData(IReadOnlyList<string> roots) => FactLines.Write(Screen.Out, DataRegistry.Instance.Rows
        .Where(row => !row.HasRequiredKeys)
        .Select(row => (row.Name, Found((DataOptions)Activator.CreateInstance(row.OptionsType)!, roots))));

    private static string Found(DataOptions options, IReadOnlyList<string> roots)
    {
        try
        {
            return DataPlace.Of(options, roots);
        }
        catch (MissingException missing)
        {
            return missing.Message;
        }
    }

    private static bool ProveAll(string? only)
    {
        var devices = only is null
            ? Enumerable.Range(0, Devices.CudaCount()).Select(index => Devices.Resolve($"cuda:{index}")).Prepend(Devices.Resolve("cpu"))
            : [Devices.Resolve(only)];
        var table = NewTable();
        var isSound = true;
        foreach (var device in devices)
        {
            var proofs = DeviceProof.Run(device);
            isSound &= proofs.All(proof => proof.Difference is null);
            var words = proofs.Select(proof => proof.Difference is null
                ? $"{proof.Name} [green]ok[/]"
                : $"{proof.Name} [red]WRONG[/]: {proof.Difference.EscapeMarkup()}");
            table.AddRow(new Markup($"[bold]{device}[/]"), new Markup(string.Join(", ", words)));
        }

        Screen.Out.Write(table);
        return isSound;
    }

    private static Table NewTable() =>
        new Table().Border(TableBorder.None).HideHeaders().AddColumns(new TableColumn("").NoWrap().PadRight(3).Width(15),
            new TableColumn(""));
}
