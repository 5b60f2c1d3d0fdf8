using System.ComponentModel;

namespace Experiments.Sweeps.Launching.Slurm;

/// <summary>Calls Slurm's command-line programs.</summary>
public static class SlurmClient
{
    // Slurm's default of MaxArraySize, for clusters that don't report it.
    private const int UsualArray = 1001;

    /// <summary>Submits a script and returns the id of its job.</summary>
    /// <exception cref="InputException">Slurm refuses the script, for example because of a wrong partition, limit or option.</exception>
    /// <exception cref="MissingException">This machine has no sbatch.</exception>
    public static string Submit(string script)
    {
        var (code, output, error) = Run("sbatch", ["--parsable", script]);
        if (code != 0)
            throw new InputException($"Slurm rejected '{script}': {Sentence(error)}.");
        return output.Trim().Split(';')[0];
    }

    /// <summary>Returns the tasks of jobs, including recently ended tasks. Slurm deletes its record of old jobs; such a job has no tasks in
    /// the result.</summary>
    /// <exception cref="MissingException">This machine has no squeue.</exception>
    public static IReadOnlyList<SlurmTask> Tasks(IReadOnlyList<string> jobs)
    {
        if (jobs.Count == 0)
            return [];
        var (code, output, error) = Run("squeue",
            ["--noheader", "--array", "--states=all", $"--Format={SlurmTask.Format}", $"--jobs={string.Join(',', jobs)}"]);
        if (code == 0)
            return [.. output.Split('\n').Select(SlurmTask.Parse).OfType<SlurmTask>()];
        // Any other error, such as no answer from the controller, gives no information about the jobs, so this method throws.
        return error.Contains("Invalid job id", StringComparison.Ordinal)
            ? []
            : throw new InvalidOperationException($"squeue failed: {Sentence(error)}.");
    }

    /// <summary>Cancels jobs. Slurm first sends SIGTERM to each process.</summary>
    /// <exception cref="MissingException">This machine has no scancel.</exception>
    public static void Cancel(IReadOnlyList<string> jobs)
    {
        var (code, _, error) = Run("scancel", jobs);
        if (code != 0)
            throw new InvalidOperationException($"scancel failed: {Sentence(error)}.");
    }

    /// <summary>Largest number of tasks of an array job on this cluster.</summary>
    public static int LargestArray()
    {
        var (_, output, _) = Run("scontrol", ["show", "config"]);
        var line = output.Split('\n').FirstOrDefault(line => line.StartsWith("MaxArraySize", StringComparison.Ordinal));
        return line is not null && int.TryParse(line.Split('=')[1].Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var size)
            && size > 0 ? size : UsualArray;
    }

    private static (int Code, string Output, string Error) Run(string program, IReadOnlyList<string> arguments)
    {
        try
        {
            using var process = Process.Start(
                new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            var error = process.StandardError.ReadToEndAsync();
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return (process.ExitCode, output, error.Result);
        }
        catch (Win32Exception)
        {
            throw new MissingException(
                $"'{program}' is not on this machine. Use the launcher slurm where Slurm's programs are, on a cluster's login node.");
        }
    }

    // Returns the last line, which states the outcome; the lines before it repeat the outcome.
    private static string Sentence(string error) =>
        error.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).LastOrDefault("no reason given")
            .TrimEnd('.');
}
