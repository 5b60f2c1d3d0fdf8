using System.Diagnostics;

namespace Experiments.Cli.Tests;

/// <summary>Runs the program as a person would: a process of its own, with its exit code and what it prints.</summary>
internal static class Cli
{
    internal sealed record Result(int ExitCode, string Output, string Error);

    /// <summary>The repository's root, where configs/ and data/ lie.</summary>
    internal static string Root { get; } = FindRoot();

    internal static Result Run(params string[] arguments) => Run(arguments, []);

    internal static Result Run(string[] arguments, Dictionary<string, string> environment)
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
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "Experiments.Cli.dll"));
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        // No test reaches beyond this machine; one that has a server of its own here says so.
        start.Environment["EXPERIMENTS_OFFLINE"] = "1";
        start.Environment.Remove("EXPERIMENTS_MIRROR");
        foreach (var (name, value) in environment)
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
