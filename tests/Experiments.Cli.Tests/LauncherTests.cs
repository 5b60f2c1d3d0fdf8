namespace Experiments.Cli.Tests;

public sealed class LauncherTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public LauncherTests()
    {
        _folder.Write("base.json", """
            {
              "name": "toy",
              "data": { "kind": "digits" },
              "model": { "kind": "softmax_regression" },
              "device": "cpu",
              "training": { "steps": 2 }
            }
            """);
        _folder.Write("toy.json", """{ "base": "base.json", "axes": [{ "seeds": 2 }] }""");
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Every_launcher_has_a_conformance_test() => Assert.All(Launchers.All, kind => Assert.Contains(
        typeof(LauncherConformance).Assembly.GetTypes(),
        type => type.IsSubclassOf(typeof(LauncherConformance))
            && string.Equals(type.Name, $"{kind.Name}LauncherTests", StringComparison.OrdinalIgnoreCase)));

    [Fact]
    public void Without_Slurm_an_error_names_the_right_machine()
    {
        var result = Sweep(new() { ["PATH"] = "/nowhere" }, "--launcher", "slurm");
        Assert.Equal(3, result.ExitCode);
        Assert.EndsWith("is not on this machine. Use the launcher slurm where Slurm's programs are, on a cluster's login node.",
            result.Error.Trim(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_without_locks_is_refused()
    {
        var result = Sweep(new() { ["DOTNET_SYSTEM_IO_DISABLEFILELOCKING"] = "1" });
        Assert.Equal(3, result.ExitCode);
        Assert.Contains("has no file locks, so two processes could run the same cell", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--launcher slrum", "--launcher is 'slrum'; use one of local, slurm; did you mean 'slurm'?")]
    [InlineData("--launcher slurm --cpus 0", "--cpus is 0; a whole number of 1 or more is expected.")]
    [InlineData("--launcher slurm --sbatch account=lab",
        "--sbatch is 'account=lab'; an option of sbatch that begins with '-' is expected.")]
    [InlineData("--launcher slurm --workers 2",
        "--workers is only for this machine. On a cluster, use --concurrent to limit the tasks at once.")]
    [InlineData("--launcher slurm --workers-per-gpu 2",
        "--workers-per-gpu is only for this machine: a task of a cluster runs one process at a time.")]
    [InlineData("--workers 2 --workers-per-gpu auto", "--workers and --workers-per-gpu are both given. Leave one out.")]
    [InlineData("--workers-per-gpu many", "--workers-per-gpu is 'many'; a whole number of 1 or more, or auto, is expected.")]
    [InlineData("--partition gpu", "--partition is only for a cluster. Add --launcher slurm.")]
    [InlineData("--wait", "--wait is only for a cluster. Add --launcher slurm.")]
    public void A_wrong_option_gives_one_sentence(string options, string expected)
    {
        var result = Sweep([], options.Split(' '));
        Assert.Equal(2, result.ExitCode);
        Assert.Equal(expected, result.Error.Trim());
    }

    [Fact]
    public void On_a_cluster_the_device_must_be_given()
    {
        _folder.Write("base.json",
            File.ReadAllText(Path.Combine(_folder.Path, "base.json")).Replace("\"cpu\"", "\"auto\"", StringComparison.Ordinal));
        var result = Sweep([], "--launcher", "slurm");
        Assert.Equal(2, result.ExitCode);
        Assert.Contains("device is 'auto', but the devices of the cluster's machines are unknown here; write cpu or cuda.", result.Error,
            StringComparison.Ordinal);
    }

    private Cli.Result Sweep(Dictionary<string, string> environment, params string[] more) =>
        Cli.Run(["sweep", Path.Combine(_folder.Path, "toy.json"), "--output", Path.Combine(_folder.Path, "sweeps"), .. more], environment);
}
