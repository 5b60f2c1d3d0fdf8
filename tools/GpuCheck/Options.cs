using System.CommandLine;
using Experiments.Cli;
using Experiments.Native;

namespace GpuCheck;

/// <summary>Options of the command line.</summary>
internal sealed record Options
{
    /// <summary>The device that is checked: <c>cuda:N</c>, or <c>cpu</c> for a self-test.</summary>
    public string Device { get; init; } = "cuda:0";

    /// <summary>The checks that are run; empty for all checks.</summary>
    public IReadOnlyList<string> Only { get; init; } = [];

    /// <summary>The checks that are left out.</summary>
    public IReadOnlyList<string> Skip { get; init; } = [];

    /// <summary>Whether to try only the first row of each registry, in float32.</summary>
    public bool IsQuick { get; init; }

    /// <summary>Value of <c>--torch</c>; null if not given.</summary>
    public string? Torch { get; init; }

    /// <summary>The JSON file for the figures; null for no file.</summary>
    public string? Json { get; init; }

    /// <summary>Parses the command line and runs the checks.</summary>
    /// <returns>0 if all checks passed, 1 if a check failed, 2 for a wrong command line, 3 if something that the checks need is not on this
    /// machine.</returns>
    public static int Run(string[] arguments)
    {
        var device = new Option<string>("--device") { Description = "The CUDA device to check.", HelpName = "cuda:N",
            DefaultValueFactory = _ => "cuda:0" };
        var only = new Option<string[]>("--only") { Description = "Run this check only; may be repeated.", HelpName = "NAME" };
        var skip = new Option<string[]>("--skip") { Description = "Leave this check out; may be repeated.", HelpName = "NAME" };
        var quick = new Option<bool>("--quick") { Description = "Try only the first row of each registry, in float32." };
        var torch = new Option<string?>(TorchChoice.Option) { Description = "TorchSharp's native library: packages or libtorch.",
            HelpName = "LIBRARY" };
        var self = new Option<bool>(
            "--cpu-as-device") { Description = "Test this program without a GPU: check the CPU against itself." };
        var json = new Option<string?>("--json") { Description = "Also write the figures to this file.", HelpName = "FILE" };
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
