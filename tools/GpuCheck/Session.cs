using Experiments.Cli;
using Experiments.Experiment;
using Experiments.Training;
using GpuCheck.Checks;
using GpuCheck.Output;
using GpuCheck.Training;

namespace GpuCheck;

/// <summary>Runs checks one after another and prints a row for each trial as soon as it has ended.</summary>
internal static class Session
{
    /// <summary>Prepares TorchSharp, and runs the selected checks.</summary>
    /// <returns>The exit code.</returns>
    /// <exception cref="MissingException">The native library or the device is not on this machine.</exception>
    public static int Run(Options options)
    {
        var torch = TorchStart.Begin(options.Torch);
        if (options.Device != "cpu" && Devices.CudaCount() == 0)
            throw new MissingException(
                $"libtorch finds no CUDA device ({torch.CpuLibrary}). Set LIBTORCH to the folder of a PyTorch with CUDA, and check that "
                    + $"'nvidia-smi' lists a GPU.");
        using var bench = new Bench(options.Device) { IsQuick = options.IsQuick };
        return Run(options, bench, Console.Out);
    }

    /// <summary>Runs the selected checks on an existing bench.</summary>
    public static int Run(Options options, Bench bench, TextWriter writer)
    {
        var facts = Facts.Collect(bench);
        var table = new Table(writer);
        table.WriteHead(facts);
        var checks = CheckList.All
            .Where(check => (options.Only.Count == 0 || options.Only.Contains(check.Name)) && !options.Skip.Contains(check.Name)).ToList();
        var rows = new List<Row>();
        foreach (var row in checks.SelectMany(check => TrialRunner.Run(check, bench)))
        {
            table.Write(row);
            rows.Add(row);
        }

        table.WriteEnd(rows, checks);
        if (options.Json is { } file)
            JsonReport.Write(file, facts, rows);
        return rows.Any(row => row.Result.Status == Status.Fail) ? ExitCodes.Failed : ExitCodes.Done;
    }
}
