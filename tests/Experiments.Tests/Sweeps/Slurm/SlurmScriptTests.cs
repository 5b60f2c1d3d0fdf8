namespace Experiments.Tests.Sweeps.Slurm;

public sealed class SlurmScriptTests
{
    private static readonly string[] s_worker = ["/usr/bin/dotnet", "it's.dll", "worker", "/a b"];

    [Fact]
    public void A_script_has_the_given_options_and_becomes_the_worker()
    {
        var options = new SlurmOptions
        {
            Partition = "gpu", Time = "2:00:00", Memory = "4G", Gpus = 2, Cpus = 8, Concurrent = 10, Lines = ["--account=lab"],
            Setup = ["module load dotnet"],
        };
        Assert.Equal("""
            #!/bin/bash
            #SBATCH --job-name=study
            #SBATCH --array=0-1%10
            #SBATCH --output="/a b/100%%/\"x\"/jobs/1/task-%a.log"
            #SBATCH --open-mode=append
            #SBATCH --requeue
            #SBATCH --signal=B:TERM@60
            #SBATCH --ntasks=1
            #SBATCH --cpus-per-task=8
            #SBATCH --gres=gpu:2
            #SBATCH --partition=gpu
            #SBATCH --time=2:00:00
            #SBATCH --mem=4G
            #SBATCH --account=lab
            module load dotnet
            exec '/usr/bin/dotnet' 'it'\''s.dll' 'worker' '/a b' --task "$SLURM_ARRAY_TASK_ID"

            """.ReplaceLineEndings("\n"), Text(options));
    }

    [Theory]
    [InlineData("cpu", 3, "--cpus-per-task=3", "--gres=")]
    [InlineData("cuda", 1, "--gres=gpu:1", "--mem=")]
    public void Missing_options_come_from_the_cells_or_the_cluster(string device, int threads, string present, string absent)
    {
        var text = Text(new SlurmOptions(), device, threads);
        Assert.Contains(present, text, StringComparison.Ordinal);
        Assert.DoesNotContain(absent, text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("gpu\nrm -rf /")]
    [InlineData("a b")]
    [InlineData("")]
    public void An_option_is_one_word(string partition) =>
        Assert.StartsWith("slurm: partition is ",
            Assert.Throws<InputException>(() => Text(new SlurmOptions { Partition = partition })).Message, StringComparison.Ordinal);

    private static string Text(SlurmOptions options, string device = "cpu", int threads = 1,
        IReadOnlyDictionary<string, string>? environment = null) => SlurmScript.Text(
        "study", new SlurmJob(1, "/a b/100%/\"x\"/jobs/1", [["a"], ["b"]]),
        [new CellRecord(0, "toy", new string('0', 64), 0, threads, device, 10, new Dictionary<string, string>())], options, s_worker,
        environment ?? new Dictionary<string, string>());
}
