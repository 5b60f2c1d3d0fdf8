using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace GpuCheck.Output;

/// <summary>Reads the GPUs from the output of nvidia-smi, because TorchSharp does not report the names of GPUs.</summary>
internal static class NvidiaSmi
{
    /// <summary>A GPU.</summary>
    /// <param name="Name">Name of the GPU.</param>
    /// <param name="Capability">Compute capability; Ampere starts at 8.0.</param>
    /// <param name="Driver">Version of the driver.</param>
    internal sealed record Gpu(string Name, double Capability, string Driver);

    /// <summary>The machine's GPUs; empty if nvidia-smi is missing.</summary>
    public static Lazy<IReadOnlyList<Gpu>> Gpus { get; } = new(Ask);

    private static IReadOnlyList<Gpu> Ask()
    {
        try
        {
            using var process = Process.Start(
                new ProcessStartInfo("nvidia-smi", ["--query-gpu=name,compute_cap,driver_version", "--format=csv,noheader"])
                {
                    RedirectStandardOutput = true,
                    RedirectStandardError = true,
                })!;
            var lines = process.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
            process.WaitForExit();
            return process.ExitCode == 0 ? [.. lines.Select(Parse).OfType<Gpu>()] : [];
        }
        catch (Win32Exception)
        {
            return [];
        }
    }

    private static Gpu? Parse(string line) => line.Split(',', StringSplitOptions.TrimEntries) is [var name, var capability, var driver]
        && double.TryParse(capability, CultureInfo.InvariantCulture, out var number) ? new Gpu(name, number, driver) : null;
}
