namespace Experiments.Sweeps.Launching;

/// <summary>Reads the free memory of NVIDIA GPUs from <c>nvidia-smi</c>.</summary>
public static class GpuMemory
{
    private const long Mebibyte = 1L << 20;

    /// <summary>
    /// Returns the free bytes of the GPU with the least free memory; null if nvidia-smi is missing or does not list the GPUs.
    /// </summary>
    /// <param name="gpus">Entries of <c>CUDA_VISIBLE_DEVICES</c>: numbers or starts of UUIDs.</param>
    public static long? Least(IReadOnlyList<string> gpus)
    {
        try
        {
            var start = new ProcessStartInfo("nvidia-smi", ["--query-gpu=index,uuid,memory.free", "--format=csv,noheader,nounits"])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
            using var process = Process.Start(start)!;
            process.ErrorDataReceived += (_, _) => { };
            process.BeginErrorReadLine();
            var text = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0 ? Least(text, gpus) : null;
        }
        catch (Exception failure) when (failure is System.ComponentModel.Win32Exception or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>Parses nvidia-smi's lines of index, UUID and free mebibytes.</summary>
    internal static long? Least(string lines, IReadOnlyList<string> gpus)
    {
        var free = lines.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(line => line.Split(',', StringSplitOptions.TrimEntries))
            .Where(fields => fields.Length == 3 && long.TryParse(fields[2], NumberStyles.None, CultureInfo.InvariantCulture, out _))
            .Select(fields => (Index: fields[0], Uuid: fields[1],
                Bytes: long.Parse(fields[2], NumberStyles.None, CultureInfo.InvariantCulture) * Mebibyte))
            .ToList();
        var found = gpus.Select(gpu => free
            .Where(device => device.Index == gpu || !IsNumber(gpu) && device.Uuid.StartsWith(gpu, StringComparison.Ordinal))
            .Select(device => (long?)device.Bytes).FirstOrDefault()).ToList();
        return found.Contains(null) ? null : found.Min();
    }

    private static bool IsNumber(string gpu) => gpu.All(char.IsAsciiDigit);
}
