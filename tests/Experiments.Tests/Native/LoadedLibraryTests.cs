namespace Experiments.Tests.Native;

/// <summary>A process with two libtorches crashes without a message, so exactly one of each file must be mapped.</summary>
public sealed class LoadedLibraryTests
{
    [SkippableFact]
    public void The_process_has_one_LibTorchSharp_and_one_libtorch_and_they_are_the_chosen_ones()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "The test reads the mapped files from /proc.");
        TorchSharp.torch.zeros(1).Dispose();
        var mapped = File.ReadLines("/proc/self/maps")
            .Select(line => line[(line.IndexOf('/', StringComparison.Ordinal) is var at and >= 0 ? at : line.Length)..])
            .Distinct().ToList();
        List<string> Files(string start) => [.. mapped.Where(path => Path.GetFileName(path).StartsWith(start, StringComparison.Ordinal))];

        var loaded = TorchLibrary.Load();
        Assert.Equal([Real(loaded.Library)], Files("libLibTorchSharp"));
        Assert.Equal([Real(loaded.CpuLibrary)], Files("libtorch_cpu"));
        Assert.Equal([Real(loaded.Files[0])], Files("libc10.so"));
    }

    [SkippableFact]
    public void The_compatibility_library_is_preloaded_for_workers_and_no_other_child()
    {
        var library = NativeFolder.OfProgram().Compatibility;
        Skip.IfNot(TorchLibrary.Load().Choice.Kind == TorchLibraryKind.Packages && File.Exists(library),
            "This machine's C++ runtime is new enough, or the tests run over this project's own library.");
        Assert.Equal(library, CxxPreload.Library);
        Assert.DoesNotContain(library, Environment.GetEnvironmentVariable("LD_PRELOAD") ?? "", StringComparison.Ordinal);
        Assert.StartsWith(library, TorchLibrary.WorkerEnvironment()["LD_PRELOAD"], StringComparison.Ordinal);
    }

    // The message of libtorch 1.13 and 2.10. TorchSharp throws an ExternalException with this message.
    [Fact]
    public void An_operator_that_fails_throws_libtorchs_own_message_without_its_backtrace()
    {
        using var scope = TorchSharp.torch.NewDisposeScope();
        var (two, three) = (TorchSharp.torch.zeros(2), TorchSharp.torch.zeros(3));
        var failure = Assert.Throws<System.Runtime.InteropServices.ExternalException>(() => two.add(three));
        Assert.StartsWith("The size of tensor a (2) must match the size of tensor b (3) at non-singleton dimension 0", failure.Message,
            StringComparison.Ordinal);
        if (TorchLibrary.Load().Choice.Kind == TorchLibraryKind.Libtorch)
            Assert.DoesNotContain("frame #", failure.Message, StringComparison.Ordinal);
        // The next call must not report the same error.
        Assert.Equal(2, two.add(two).numel());
    }

    [Fact]
    public void A_worker_makes_the_same_choice() =>
        Assert.Equal(TorchLibrary.Load().Choice.Word, TorchLibrary.WorkerEnvironment()["EXPERIMENTS_TORCH"]);

    // Resolves links, because the kernel lists real paths: /lib is a link to /usr/lib, and the packages' folder contains links.
    private static string Real(string path)
    {
        var file = new FileInfo(path);
        var target = file.ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? file.FullName;
        return new DirectoryInfo("/lib").LinkTarget is not null && target.StartsWith("/lib/", StringComparison.Ordinal)
            ? $"/usr{target}"
            : target;
    }
}
