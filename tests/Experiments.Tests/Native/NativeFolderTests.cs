using Experiments.Tests.Data;

namespace Experiments.Tests.Native;

public sealed class NativeFolderTests : IDisposable
{
    private static readonly TorchChoice s_packages = new(TorchLibraryKind.Packages, "--torch", null);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [SkippableFact]
    public void The_packages_are_loaded_from_the_bottom_up_and_LibTorchSharp_last()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "The file names are those of Linux.");
        foreach (var name in new[] { "torch", "LibTorchSharp", "torch_python", "torch_cuda", "torch_cpu", "c10_cuda", "c10", "cudnn" })
            _folder.Write($"packages/lib{name}.so", "");

        var folder = new NativeFolder(_folder.Path);
        Assert.Equal(["libc10.so", "libtorch_cpu.so", "libc10_cuda.so", "libtorch_cuda.so", "libtorch.so", "libLibTorchSharp.so"],
            folder.Libraries(s_packages).Select(Path.GetFileName));
        Assert.All(folder.Libraries(s_packages), file => Assert.StartsWith(_folder.Path, file, StringComparison.Ordinal));
        Assert.Equal(["libcudnn.so"], folder.CudaLibraries().Select(Path.GetFileName));
    }

    [SkippableFact]
    public void This_projects_library_has_a_folder_for_each_libtorch_which_it_names()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "The file names are those of Linux.");
        foreach (var name in new[] { "c10", "torch_cpu", "torch" })
            _folder.Write($"a torch/lib/lib{name}.so", "");
        var libtorch = Path.Combine(_folder.Path, "a torch");
        var own = $"native/libtorch/{NativeFolder.NameOf(libtorch)}";
        _folder.Write($"{own}/libLibTorchSharp.so", "");
        _folder.Write($"{own}/libtorch.txt", $"{libtorch}/lib\n");

        var files = new NativeFolder(Path.Combine(_folder.Path, "native"))
            .Libraries(new TorchChoice(TorchLibraryKind.Libtorch, "LIBTORCH", libtorch));
        Assert.Equal([$"{libtorch}/lib/libc10.so", $"{libtorch}/lib/libtorch_cpu.so", $"{libtorch}/lib/libtorch.so",
            Path.Combine(_folder.Path, own, "libLibTorchSharp.so")], files);
    }

    [Theory]
    [InlineData(null, "system")]
    [InlineData("/opt/py torch-2.1/lib_x/", "_opt_py_torch-2.1_lib_x")]
    [InlineData("/home/用户/torch", "_home________torch")]
    public void The_name_of_a_libtorch_is_its_path_in_letters_that_any_file_system_takes(string? libtorch, string name) =>
        Assert.Equal(name, NativeFolder.NameOf(libtorch));

    [Fact]
    public void What_is_not_set_up_is_one_sentence_with_the_command_to_run()
    {
        var missing = Assert.Throws<MissingException>(() => new NativeFolder(_folder.Path).Libraries(s_packages));
        Assert.StartsWith("TorchSharp's native library 'packages' (--torch) is not set up: ", missing.Message, StringComparison.Ordinal);
        Assert.EndsWith(" is missing. Run './run.sh --torch packages doctor' in the project's folder.", missing.Message,
            StringComparison.Ordinal);
    }
}
