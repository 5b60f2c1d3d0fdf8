using System.Diagnostics;
using Experiments.Native;

namespace Experiments.Cli.Tests;

/// <summary>Runs the program as a person would, and says its exit code and what it prints.</summary>
internal static class Cli
{
    internal sealed record Result(int ExitCode, string Output, string Error);

    /// <summary>The repository's root, where configs/ and data/ lie.</summary>
    internal static string Root { get; } = FindRoot();

    /// <summary>The program's file.</summary>
    internal static string Program { get; } = Path.Combine(AppContext.BaseDirectory, "Experiments.Cli.dll");

    /// <summary>What a shell's command line begins with to start the program over the library that the tests run on.</summary>
    internal static string ShellCommand => string.Join(' ', ["env", .. TorchLibrary.WorkerEnvironment().Select(pair => $"{pair.Key}='{pair.Value}'"), "dotnet", $"'{Program}'"]);

    /// <summary>What every start of the program finds in its environment: no test reaches beyond this machine; one that has a server of its own here says so.</summary>
    internal static Dictionary<string, string?> Surroundings { get; } = new() { ["EXPERIMENTS_OFFLINE"] = "1", ["EXPERIMENTS_MIRROR"] = null };

    /// <summary>Runs it, within this process where the verb allows it (<see cref="InProcess"/>).</summary>
    internal static Result Run(params string[] arguments) => Run(arguments, []);

    /// <summary>The same with variables in its environment, for which it gets a process.</summary>
    internal static Result Run(string[] arguments, Dictionary<string, string> environment) =>
        environment.Count == 0 && InProcess.CanRun(arguments) ? InProcess.Run(arguments) : RunProcess(arguments, environment);

    /// <summary>Runs it in a process of its own, whatever the verb.</summary>
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
