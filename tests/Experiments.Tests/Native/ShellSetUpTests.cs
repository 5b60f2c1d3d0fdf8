namespace Experiments.Tests.Native;

/// <summary>Tests that the shell code of build/torch.sh makes the same choices and uses the same names as the program.</summary>
public sealed class ShellSetUpTests
{
    [SkippableTheory]
    [InlineData("--torch packages", "libtorch", "system", "/opt/torch")]
    [InlineData("run --torch=libtorch x", "packages", null, null)]
    [InlineData("run --torch:packages x", null, "system", null)]
    [InlineData("run x", "packages", "system", "/opt/torch")]
    [InlineData("run x", null, "TorchSharp-cuda-linux", "/opt/torch")]
    [InlineData("run x", null, "system", null)]
    [InlineData("run x", null, null, "/opt/torch")]
    public void The_shell_chooses_what_the_program_chooses(string arguments, string? variable, string? old, string? libtorch)
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "The setup is a shell script for Linux.");
        var values = new Dictionary<string, string?> { ["EXPERIMENTS_TORCH"] = variable, ["TORCH_ENGINE"] = old, ["LIBTORCH"] = libtorch };
        var option = arguments.Split(' ', '=', ':') is var words && Array.IndexOf(words, "--torch") is var at and >= 0
            ? words[at + 1]
            : null;
        Assert.Equal(TorchChoice.Create(option, values.GetValueOrDefault, null).Word,
            Shell($"choose_torch {arguments}; printf %s \"$torch\"", values));
    }

    [SkippableTheory]
    [InlineData(null)]
    [InlineData("/opt/py torch-2.1/lib_x")]
    [InlineData("/home/用户/torch")]
    public void The_shell_names_a_libtorchs_folder_as_the_program_does(string? libtorch)
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "The setup is a shell script for Linux.");
        Assert.Equal(NativeFolder.NameOf(libtorch), Shell("printf %s \"$(libtorch_name)\"", new() { ["LIBTORCH"] = libtorch }));
    }

    private static string Shell(string commands, Dictionary<string, string?> environment)
    {
        var start = new ProcessStartInfo("bash",
            ["-c", $"set -euo pipefail; source '{Repository.PathOf("build", "torch.sh")}'; {commands}"]) { RedirectStandardOutput = true,
                RedirectStandardError = true };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        using var shell = Process.Start(start)!;
        var error = shell.StandardError.ReadToEndAsync();
        var output = shell.StandardOutput.ReadToEnd();
        shell.WaitForExit();
        Assert.True(shell.ExitCode == 0, error.Result);
        return output;
    }
}
