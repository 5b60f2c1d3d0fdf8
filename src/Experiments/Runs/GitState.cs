using System.ComponentModel;

namespace Experiments.Runs;

/// <param name="Dirty">Whether files differ from the commit; null if git did not answer.</param>
public sealed record GitState(string Commit, bool? Dirty)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>Asks git about a folder. Returns null without git or a repository, or if git does not answer within two seconds.</summary>
    public static GitState? Of(string folder)
    {
        if (Ask(folder, "rev-parse", "HEAD") is not { } commit)
            return null;
        return new GitState(commit.Trim(),
            Ask(folder, "--no-optional-locks", "status", "--porcelain") is { } status ? status.Trim().Length > 0 : null);
    }

    /// <summary>
    /// Returns the state of the program's repository if the program's folder is inside this repository; otherwise null.
    /// </summary>
    public static GitState? OfProgram(string programFolder)
    {
        // The folder may be inside another repository. The program's repository has the solution file beside .git.
        for (var folder = new DirectoryInfo(programFolder); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Experiments.sln")))
                return Path.Exists(Path.Combine(folder.FullName, ".git")) ? Of(folder.FullName) : null;
        }

        return null;
    }

    public JsonObject ToJson() => new() { ["commit"] = Commit, ["dirty"] = Dirty };

    private static string? Ask(string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo("git", arguments) { WorkingDirectory = folder, RedirectStandardOutput = true,
            RedirectStandardError = true, UseShellExecute = false };
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
