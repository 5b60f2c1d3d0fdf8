namespace Experiments.Cli.Tests;

/// <summary>Runs the program and returns its exit code and output.</summary>
internal static class Cli
{
    internal sealed record Result(int ExitCode, string Output, string Error);

    /// <summary>The repository's root, with configs/ and data/.</summary>
    internal static string Root { get; } = FindRoot();

    internal static string Program { get; } = Path.Combine(AppContext.BaseDirectory, "Experiments.Cli.dll");

    /// <summary>Start of a shell command that runs the program with the tests' native library.</summary>
    internal static string ShellCommand =>
        string.Join(' ', ["env", .. TorchLibrary.WorkerEnvironment().Select(pair => $"{pair.Key}='{pair.Value}'"), "dotnet",
            $"'{Program}'"]);

    /// <summary>Environment variables of every process. These variables forbid downloads; a test with its own server overrides
    /// them.</summary>
    internal static Dictionary<string, string?> Surroundings { get; } = new() { ["EXPERIMENTS_OFFLINE"] = "1",
        ["EXPERIMENTS_MIRROR"] = null, ["EXPERIMENTS_COMMAND"] = null };

    /// <summary>Runs a command, if possible in this process (<see cref="InProcess"/>).</summary>
    internal static Result Run(params string[] arguments) => Run(arguments, []);

    /// <summary>Runs a command with environment variables, in a separate process.</summary>
    internal static Result Run(string[] arguments, Dictionary<string, string> environment) =>
        environment.Count == 0 && InProcess.CanRun(arguments) ? InProcess.Run(arguments) : RunProcess(arguments, environment);

    /// <summary>Runs any command in a separate process.</summary>
    internal static Result RunProcess(string[] arguments, Dictionary<string, string> environment)
    {
        using var process = Start(arguments, environment);
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new Result(process.ExitCode, output, error.Result);
    }

    internal static Process Start(string[] arguments, Dictionary<string, string> environment)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            WorkingDirectory = Root,
        };
        start.ArgumentList.Add(Program);
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        foreach (var (name, value) in Surroundings)
            start.Environment[name] = value;
        foreach (var (name, value) in TorchLibrary.WorkerEnvironment().Concat(environment))
            start.Environment[name] = value;
        var process = Process.Start(start)!;
        process.StandardInput.Close();
        return process;
    }

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Experiments.sln")))
                return folder.FullName;
        }

        throw new InvalidOperationException("The tests run outside the repository.");
    }
}
