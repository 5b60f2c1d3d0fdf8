using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json.Nodes;

namespace Experiments.Runs;

/// <summary>The commit of a working tree.</summary>
/// <param name="Commit">The commit's hash.</param>
/// <param name="Dirty">Whether files differ from it; null where git took too long to say.</param>
public sealed record GitState(string Commit, bool? Dirty)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>Asks git; null where there is no git, no repository, or no answer within two seconds.</summary>
    public static GitState? Of(string folder)
    {
        if (Ask(folder, "rev-parse", "HEAD") is not { } commit)
            return null;
        return new GitState(commit.Trim(), Ask(folder, "--no-optional-locks", "status", "--porcelain") is { } status ? status.Trim().Length > 0 : null);
    }

    /// <summary>The repository of the program, above the folder that it runs from; null where it was installed without one.</summary>
    public static GitState? OfProgram(string programFolder)
    {
        // Another repository may hold the folder: the solution beside .git marks the program's own.
        for (var folder = new DirectoryInfo(programFolder); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Experiments.sln")))
                return Path.Exists(Path.Combine(folder.FullName, ".git")) ? Of(folder.FullName) : null;
        }

        return null;
    }

    /// <summary>As a record has it.</summary>
    public JsonObject ToJson() => new() { ["commit"] = Commit, ["dirty"] = Dirty };

    private static string? Ask(string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo("git", arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        try
        {
            using var git = Process.Start(start)!;
            var output = git.StandardOutput.ReadToEndAsync();
            _ = git.StandardError.ReadToEndAsync();
            if (git.WaitForExit(Patience) && output.Wait(Patience))
                return git.ExitCode == 0 ? output.Result : null;
            git.Kill(entireProcessTree: true);
            return null;
        }
        catch (Exception exception) when (exception is Win32Exception or InvalidOperationException)
        {
            return null;
        }
    }
}
