using System.Diagnostics;

namespace Experiments.Tests;

/// <summary>The Python interpreters of this machine: independent implementations to compare with.</summary>
internal static class Python
{
    /// <summary>The first of $EXPERIMENTS_PYTHON, /usr/bin/python3 and python3 that has a module; null where none has.</summary>
    public static string? InterpreterWith(string module) => new[] { Environment.GetEnvironmentVariable("EXPERIMENTS_PYTHON"), "/usr/bin/python3", "python3" }
        .FirstOrDefault(python => !string.IsNullOrEmpty(python) && Run(python, $"import {module}").Code == 0);

    /// <summary>Runs a script.</summary>
    public static (int Code, string Output, string Error) Run(string python, string script)
    {
        var start = new ProcessStartInfo(python, ["-"]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["OMP_NUM_THREADS"] = "1";
        try
        {
            using var process = Process.Start(start)!;
            var error = process.StandardError.ReadToEndAsync();
            process.StandardInput.Write(script);
            process.StandardInput.Close();
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return (process.ExitCode, output, error.Result);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return (-1, "", $"{python} can't be started");
        }
    }
}
