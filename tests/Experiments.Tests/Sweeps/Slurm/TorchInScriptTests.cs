namespace Experiments.Tests.Sweeps.Slurm;

public sealed class TorchInScriptTests
{
    [Fact]
    public void A_task_gets_the_native_library_of_the_sweep_and_the_commands_before_it_do_not()
    {
        var environment = new Dictionary<string, string> { ["LD_PRELOAD"] = "/a/libstdc++.so.6", ["EXPERIMENTS_TORCH"] = "packages" };
        var text = SlurmScript.Text(
            "study", new SlurmJob(1, "/jobs/1", [["a"]]),
            [new CellRecord(0, "toy", new string('0', 64), 0, 1, "cpu", 10, new Dictionary<string, string>())],
            new SlurmOptions { Setup = ["module load dotnet"] }, ["/usr/bin/dotnet", "x.dll", "worker"], environment);
        Assert.EndsWith("module load dotnet\nexec 'env' 'EXPERIMENTS_TORCH=packages' 'LD_PRELOAD=/a/libstdc++.so.6' '/usr/bin/dotnet' "
            + "'x.dll' 'worker' --task \"$SLURM_ARRAY_TASK_ID\"\n", text, StringComparison.Ordinal);
    }
}
