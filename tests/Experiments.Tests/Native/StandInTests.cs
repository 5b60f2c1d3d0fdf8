using Experiments.Tests.Data;

namespace Experiments.Tests.Native;

/// <summary>Tests src/LibTorchSharp/stand-ins.sh with small libraries instead of libtorch and OpenCV.</summary>
public sealed class StandInTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [SkippableFact]
    public void A_library_of_which_nothing_is_used_gets_a_stand_in_and_the_others_do_not()
    {
        Compile("int core() { return 1; }", "libopencv_core.so.9");
        Compile("int blas() { return 2; }", "libblas.so.3");
        Compile("int torch() { return 3; }", "libtorch_cpu.so", "libopencv_core.so.9", "libblas.so.3");
        Compile("int torch(); int bridge() { return torch(); }", "libLibTorchSharp.so", "libtorch_cpu.so");

        Assert.Equal(["libopencv_core.so.9"], StandIns());
    }

    [SkippableFact]
    public void A_library_of_which_libtorch_uses_a_function_gets_none()
    {
        Compile("int core() { return 1; }", "libopencv_core.so.9");
        Compile("int core(); int torch() { return core(); }", "libtorch_cpu.so", "libopencv_core.so.9");
        Compile("int torch(); int bridge() { return torch(); }", "libLibTorchSharp.so", "libtorch_cpu.so");

        Assert.Empty(StandIns());
    }

    [SkippableFact]
    public void A_library_that_another_one_uses_gets_none()
    {
        Compile("int core() { return 1; }", "libopencv_core.so.9");
        Compile("int core(); int blas() { return core(); }", "libblas.so.3", "libopencv_core.so.9");
        Compile("int blas(); int torch() { return blas(); }", "libtorch_cpu.so", "libopencv_core.so.9", "libblas.so.3");
        Compile("int torch(); int bridge() { return torch(); }", "libLibTorchSharp.so", "libtorch_cpu.so");

        Assert.Empty(StandIns());
    }

    [Fact]
    public void Only_this_projects_library_has_stand_ins()
    {
        foreach (var name in new[] { "libopencv_core.so.406", "libavcodec.so.59" })
            _folder.Write($"libtorch/system/stand-ins/{name}", "");
        var folder = new NativeFolder(_folder.Path);

        Assert.Equal(["libavcodec.so.59", "libopencv_core.so.406"],
            folder.StandIns(new TorchChoice(TorchLibraryKind.Libtorch, "--torch", null)).Select(Path.GetFileName));
        Assert.Empty(folder.StandIns(new TorchChoice(TorchLibraryKind.Packages, "--torch", null)));
        Assert.Empty(folder.StandIns(new TorchChoice(TorchLibraryKind.Libtorch, "LIBTORCH", "/opt/torch")));
    }

    [SkippableFact]
    public void A_process_maps_the_stand_ins_and_none_of_the_libraries_that_they_stand_in_for()
    {
        var torch = TorchLibrary.Load();
        var standIns = NativeFolder.OfProgram().StandIns(torch.Choice);
        Skip.If(standIns.Count == 0, "The libtorch of these tests has no stand-ins.");
        var mapped = File.ReadLines("/proc/self/maps").Where(line => line.Contains('/', StringComparison.Ordinal))
            .Select(line => line[line.IndexOf('/', StringComparison.Ordinal)..]).ToHashSet();

        Assert.All(standIns, file => Assert.Equal([file], mapped.Where(path => Path.GetFileName(path) == Path.GetFileName(file))));
    }

    private IEnumerable<string> StandIns()
    {
        var output = Path.Combine(_folder.Path, "stand-ins");
        Run(Repository.PathOf("src", "LibTorchSharp", "stand-ins.sh"), output, Path.Combine(_folder.Path, "libtorch_cpu.so"),
            Path.Combine(_folder.Path, "libLibTorchSharp.so"));
        Assert.False(Directory.Exists(output + ".new"));
        return Directory.Exists(output) ? Directory.EnumerateFiles(output).Select(file => Path.GetFileName(file)) : [];
    }

    private void Compile(string source, string library, params string[] needed)
    {
        Skip.IfNot(OperatingSystem.IsLinux() && File.Exists("/usr/bin/gcc") && File.Exists("/usr/bin/readelf"),
            "The libraries are compiled with GCC (on Debian: apt install g++).");
        _folder.Write("source.c", source);
        Run("/usr/bin/gcc", ["-shared", "-fPIC", "-o", Path.Combine(_folder.Path, library), $"-Wl,-soname,{library}",
            Path.Combine(_folder.Path, "source.c"), $"-Wl,-rpath,{_folder.Path}", "-Wl,--no-as-needed",
            .. needed.Select(name => Path.Combine(_folder.Path, name))]);
    }

    private static void Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        var error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, error);
    }
}
