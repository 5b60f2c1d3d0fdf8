using System.Diagnostics;

namespace SystemTorch.Tests.Interop;

/// <summary>What the script that compiles the shim says where something that it needs is missing.</summary>
public sealed class BuildScriptTests : IDisposable
{
    private readonly DirectoryInfo _output = Directory.CreateTempSubdirectory("shim");

    public void Dispose() => _output.Delete(recursive: true);

    [SkippableFact]
    public void A_missing_compiler_is_named_with_what_installs_it()
    {
        Assert.Equal(
            "error: the C++ compiler no-such-compiler was not found; it compiles SystemTorch's shim (on Debian: apt install g++)",
            Build(("CXX", "no-such-compiler")));
    }

    [SkippableFact]
    public void A_LIBTORCH_that_is_none_is_named_with_what_it_should_hold()
    {
        Assert.Equal(
            "error: LIBTORCH is /nowhere, but there is no /nowhere/include/ATen; it names a folder with libtorch's include/ and lib/",
            Build(("LIBTORCH", "/nowhere")));
    }

    [SkippableFact]
    public void Missing_headers_are_told_with_what_installs_them()
    {
        Assert.Equal(
            "error: libtorch's headers were not found; install them (on Debian: apt install libtorch-dev) or set LIBTORCH to a libtorch or PyTorch folder",
            Build(("CXX", "false")));
    }

    // The compiler here writes down its words, one a line, and makes the file that it is asked for.
    [SkippableFact]
    public void Folders_may_have_spaces_in_their_names()
    {
        Skip.If(OperatingSystem.IsWindows(), "The script is one for sh.");
        var libtorch = _output.CreateSubdirectory("lib torch");
        libtorch.CreateSubdirectory("include").CreateSubdirectory("ATen");
        var (compiler, words) = (Path.Combine(_output.FullName, "a compiler"), Path.Combine(_output.FullName, "words"));
        File.WriteAllText(compiler, $"""
            #!/bin/sh
            printf '%s\n' "$@" >>"{words}"
            while [ "$1" != -o ]; do shift; done
            : >"$2"

            """);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(compiler, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var start = new ProcessStartInfo("sh", [Script(), Path.Combine(_output.FullName, "the shim")]);
        start.Environment["LIBTORCH"] = libtorch.FullName;
        start.Environment["CXX"] = compiler;

        using var process = Process.Start(start)!;
        process.WaitForExit();

        Assert.Equal(0, process.ExitCode);
        Assert.True(File.Exists(Path.Combine(_output.FullName, "the shim", "libtorch_shim.so")));
        Assert.Superset(new HashSet<string> { $"{libtorch.FullName}/include", $"-L{libtorch.FullName}/lib", $"-Wl,-rpath,{libtorch.FullName}/lib" },
            File.ReadLines(words).ToHashSet());
    }

    private string Build(params (string Name, string Value)[] environment)
    {
        Skip.If(OperatingSystem.IsWindows(), "The script is one for sh.");
        var start = new ProcessStartInfo("sh", [Script(), _output.FullName]) { RedirectStandardError = true };
        start.Environment.Remove("LIBTORCH");
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEnd().Trim();
        process.WaitForExit();
        Assert.Equal(1, process.ExitCode);
        return error;
    }

    private static string Script()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var script = Path.Combine(folder.FullName, "src", "SystemTorch", "native", "build.sh");
            if (File.Exists(script))
                return script;
        }
        throw new FileNotFoundException("src/SystemTorch/native/build.sh is not above the tests' folder.");
    }
}
