namespace LibTorchSharp.Tests;

/// <summary>Runs LibTorchSharp.Probe with one native library, in a separate process.</summary>
internal static class ProbeProcess
{
    public static Dictionary<string, CaseResult> Results(NativeLibraries library) => ResultFile.Read(WholeTable(library, "results"));

    /// <summary>Changes arguments in every case, and returns the changes that no result shows.</summary>
    public static string[] UnseenChanges(NativeLibraries library)
    {
        var lines = WholeTable(library, "mutations").ToLookup(line => line.Split(' ')[0],
            line => line[(line.IndexOf(' ', StringComparison.Ordinal) + 1)..]);
        return [.. lines["tried"].Except(lines["seen"]).Order(StringComparer.Ordinal)];
    }

    /// <summary>Runs the whole table. If a case crashes the process, the crash is recorded, and a new process continues with the next
    /// case.</summary>
    private static string[] WholeTable(NativeLibraries library, string mode)
    {
        var file = Path.GetTempFileName();
        try
        {
            for (var next = 0; next < Table.All.Count; next = LastStarted(file) + 1)
            {
                var (exitCode, error) = Run(library, mode, file, next);
                if (exitCode == 0)
                    break;
                var started = LastStarted(file);
                Assert.True(started >= next, $"The probe did not start over '{library.Name}': {error}");
                File.AppendAllText(file, $"crashed {Table.All[started].Name}\n");
            }
            return File.ReadAllLines(file);
        }
        finally
        {
            File.Delete(file);
        }
    }

    /// <summary>Runs the table repeatedly, and returns the lines about memory that was not freed.</summary>
    public static string[] Leaks(NativeLibraries library, int rounds)
    {
        var file = Path.GetTempFileName();
        try
        {
            var (exitCode, error) = Run(library, "leaks", file, rounds);
            Assert.True(exitCode == 0, error);
            return File.ReadAllLines(file);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static int LastStarted(string file) =>
        File.ReadLines(file).LastOrDefault(line => line.StartsWith("case ", StringComparison.Ordinal)) is { } line
            ? Table.All.Index().First(row => row.Item.Name == line[5..]).Index
            : -1;

    private static (int ExitCode, string Error) Run(NativeLibraries library, string mode, string file, int number)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardError = true };
        string[] arguments = [Path.Combine(AppContext.BaseDirectory, "LibTorchSharp.Probe.dll"), mode, file,
            number.ToString(CultureInfo.InvariantCulture), .. library.Files];
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        if (library.Preload is not null)
            start.Environment["LD_PRELOAD"] = library.Preload;
        // The table expects a machine without a GPU.
        start.Environment["CUDA_VISIBLE_DEVICES"] = start.Environment["HIP_VISIBLE_DEVICES"] = "-1";
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, error);
    }
}
