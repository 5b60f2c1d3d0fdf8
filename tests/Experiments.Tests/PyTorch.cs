namespace Experiments.Tests;

/// <summary>Runs scripts with this machine's PyTorch: $EXPERIMENTS_PYTHON, /usr/bin/python3 (Debian's python3-torch) or python3.</summary>
internal static class PyTorch
{
    private static readonly Lazy<string> s_libtorch = new(() => Prints("""
        import os, torch
        maps = open("/proc/self/maps").read().split() if os.path.exists("/proc/self/maps") else []
        print(next((path for path in maps if os.path.basename(path).startswith("libtorch_cpu")), ""))
        """));

    // The result is cached, because listing a process's files takes a millisecond, which is too long for every compared number.
    private static readonly Lazy<bool> s_sharesLibtorch =
        new(() => LibtorchFile() is { Length: > 0 } file && file == EnvironmentRecord.LibtorchFile());

    /// <summary>Returns the output of a script; skips the test if no Python has torch.</summary>
    public static string Prints(string script)
    {
        var python = Python.With("torch");
        Skip.If(python is null, "no Python with torch on this machine (on Debian: apt install python3-torch)");
        var (code, output, error) = python!.Run(script);
        return code == 0 ? output.Trim() : throw new InvalidOperationException($"the PyTorch script failed: {error}");
    }

    /// <summary>Whether PyTorch has loaded the same libtorch as this process. All bits must agree only in this case.</summary>
    public static bool SharesLibtorch() => s_sharesLibtorch.Value;

    /// <summary>The file of PyTorch's libtorch; empty if the system does not list the files of a process.</summary>
    public static string LibtorchFile() => s_libtorch.Value;
}
