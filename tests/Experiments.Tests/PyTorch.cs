namespace Experiments.Tests;

/// <summary>The PyTorch of this machine, to compare with live: $EXPERIMENTS_PYTHON,
/// /usr/bin/python3 (Debian's python3-torch) or python3.</summary>
internal static class PyTorch
{
    private static readonly Lazy<string> s_libtorch = new(() => Prints("""
        import os, torch
        maps = open("/proc/self/maps").read().split() if os.path.exists("/proc/self/maps") else []
        print(next((path for path in maps if os.path.basename(path).startswith("libtorch_cpu")), ""))
        """));

    // Reading which files a process has loaded takes a millisecond: too long to repeat for every number that is compared.
    private static readonly Lazy<bool> s_sharesLibtorch =
        new(() => LibtorchFile() is { Length: > 0 } file && file == EnvironmentRecord.LibtorchFile());

    /// <summary>The output of a script; skips the test where no Python has torch.</summary>
    public static string Prints(string script)
    {
        var python = Python.With("torch");
        Skip.If(python is null, "no Python with torch on this machine (on Debian: apt install python3-torch)");
        var (code, output, error) = python!.Run(script);
        return code == 0 ? output.Trim() : throw new InvalidOperationException($"the PyTorch script failed: {error}");
    }

    /// <summary>Whether PyTorch has loaded the very libtorch of this process: only then must every bit agree.</summary>
    public static bool SharesLibtorch() => s_sharesLibtorch.Value;

    /// <summary>The file of PyTorch's libtorch; empty where the system does not list what a process has loaded.</summary>
    public static string LibtorchFile() => s_libtorch.Value;
}
