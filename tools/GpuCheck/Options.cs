using System.CommandLine;
using Experiments.Cli;
using Experiments.Native;

namespace GpuCheck;

/// <summary>What the command line asks for.</summary>
internal sealed record Options
{
    /// <summary>The device that is checked: <c>cuda:N</c>, or <c>cpu</c> for a self-test.</summary>
    public string Device { get; init; } = "cuda:0";

    /// <summary>The checks to run; empty for all.</summary>
    public IReadOnlyList<string> Only { get; init; } = [];

    /// <summary>The checks to leave out.</summary>
    public IReadOnlyList<string> Skip { get; init; } = [];

    /// <summary>Whether only the first row of each registry is tried, in float32.</summary>
    public bool IsQuick { get; init; }

    /// <summary>Value of <c>--torch</c>; null if it is not given.</summary>
    public string? Torch { get; init; }

    /// <summary>The file for the figures; null for none.</summary>
    public string? Json { get; init; }

    /// <summary>Reads the command line and runs the checks.</summary>
    /// <returns>0 where all passed, 1 where one failed, 2 for a wrong command line, 3 where the machine lacks something.</returns>
    public static int Run(string[] arguments)
    {
        var device = new Option<string>("--device") { Description = "The CUDA device to check.", HelpName = "cuda:N",
            DefaultValueFactory = _ => "cuda:0" };
        var only = new Option<string[]>("--only") { Description = "Run this check only; may be repeated.", HelpName = "NAME" };
        var skip = new Option<string[]>("--skip") { Description = "Leave this check out; may be repeated.", HelpName = "NAME" };
        var quick = new Option<bool>("--quick") { Description = "Try the first row of each registry only, in float32." };
        var torch = new Option<string?>(TorchChoice.Option) { Description = "Native library behind TorchSharp: packages or libtorch.",
            HelpName = "LIBRARY" };
        var self = new Option<bool>(
            "--cpu-as-device") { Description = "Test this program where there is no GPU: check the CPU against itself." };
        var json = new Option<string?>("--json") { Description = "Write the figures to this file, too.", HelpName = "FILE" };
        only.AcceptOnlyFromAmong([.. CheckList.Names]);
        skip.AcceptOnlyFromAmong([.. CheckList.Names]);
        var root = new RootCommand(
            $"Checks the program on a CUDA device. Checks: {string.Join(", ", CheckList.Names)}. Exit codes: 0 all passed, 1 a check "
                + $"failed, 2 wrong command line, 3 no CUDA device.")
        {
            device, only, skip, quick, torch, self, json,
        };
        root.SetAction(parsed => Session.Run(new Options
        {
            Device = parsed.GetValue(self) ? "cpu" : parsed.GetValue(device)!,
            Only = parsed.GetValue(only) ?? [],
            Skip = parsed.GetValue(skip) ?? [],
            IsQuick = parsed.GetValue(quick),
            Torch = parsed.GetValue(torch),
            Json = parsed.GetValue(json),
        }));
        var command = root.Parse(arguments);
        try
        {
            var code = command.Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
            return command.Errors.Count > 0 ? ExitCodes.WrongInput : code;
        }
        catch (Exception failure)
        {
            return Failures.Report(failure, debug: false);
        }
    }
}
