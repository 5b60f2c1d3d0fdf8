using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using TorchSharp;

namespace SystemTorch.Tests.Oracle;

/// <summary>PyTorch itself, asked through one Python process a question list.</summary>
internal static class PyTorch
{
    private static readonly Lazy<string?> s_python = new(FindPython);

    private static readonly Lazy<bool> s_sharesLibtorch = new(() => OwnLibtorch() is { } own && own == LibtorchOf(Python!));

    internal static string? Python => s_python.Value;

    /// <summary>Skips the test, visibly, where no Python that imports torch is found.</summary>
    internal static void Require()
    {
        Skip.If(Python is null, "PyTorch is the oracle of this test, and no Python that imports torch was found ($EXPERIMENTS_PYTHON, /usr/bin/python3, python3).");
        OneThread.Use();
    }

    /// <summary>
    /// Whether PyTorch has loaded the very libtorch file that this process has: then, and only then, every bit must agree. The versions
    /// don't tell: TorchSharp's is a constant, and two builds of one version may round differently. False where the system can't say.
    /// </summary>
    internal static bool SharesLibtorch => s_sharesLibtorch.Value;

    /// <summary>Skips the test, visibly, where PyTorch and the engine have a libtorch each.</summary>
    internal static void RequireSameLibtorch(string because)
    {
        Require();
        Skip.IfNot(SharesLibtorch, $"PyTorch runs on another libtorch than the engine: {because}");
    }

    /// <summary>Runs a script of this folder on a JSON question and gives its JSON answer.</summary>
    internal static JsonNode Ask(string script, JsonNode question)
    {
        var path = Path.Combine(AppContext.BaseDirectory, "Oracle", script);
        using var process = Start(Python!, path);
        var errors = process.StandardError.ReadToEndAsync();
        process.StandardInput.Write(question.ToJsonString());
        process.StandardInput.Close();
        var answer = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"{script} failed: {errors.Result}");
        return JsonNode.Parse(answer)!;
    }

    private static string? FindPython()
    {
        string?[] candidates = [Environment.GetEnvironmentVariable("EXPERIMENTS_PYTHON"), "/usr/bin/python3", "python3"];
        return candidates.FirstOrDefault(python => !string.IsNullOrEmpty(python) && ImportsTorch(python));
    }

    private const string Maps = "/proc/self/maps";

    private static string? OwnLibtorch()
    {
        torch.get_num_threads();
        return File.Exists(Maps) ? File.ReadLines(Maps).Select(line => line.Split(' ')[^1]).FirstOrDefault(IsLibtorch) : null;
    }

    private static string? LibtorchOf(string python)
    {
        using var process = Start(python, "-c", $"import torch; print(open('{Maps}').read())");
        process.StandardInput.Close();
        return process.StandardOutput.ReadToEnd().Split('\n').Select(line => line.Split(' ')[^1]).FirstOrDefault(IsLibtorch);
    }

    private static bool IsLibtorch(string path) => Path.GetFileName(path).StartsWith("libtorch_cpu", StringComparison.Ordinal);

    private static bool ImportsTorch(string python)
    {
        try
        {
            using var process = Start(python, "-c", "import torch");
            process.StandardInput.Close();
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }

    private static Process Start(string python, params string[] arguments)
    {
        var start = new ProcessStartInfo(python, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["OMP_NUM_THREADS"] = "1";
        return Process.Start(start)!;
    }
}
