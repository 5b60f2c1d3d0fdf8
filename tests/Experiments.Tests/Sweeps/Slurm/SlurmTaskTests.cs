namespace Experiments.Tests.Sweeps.Slurm;

/// <summary>Tests lines printed by <c>squeue</c> 22.05.</summary>
public sealed class SlurmTaskTests
{
    [Theory]
    [InlineData("8|2|PENDING||0|Resources|", "task 8_2, queued (Resources)")]
    [InlineData("8|0|RUNNING|vm|0|None|", "task 8_0 on vm")]
    [InlineData("8|0|COMPLETING|vm|0|None|", "task 8_0 on vm")]
    public void An_active_task_names_its_node(string line, string expected)
    {
        var task = SlurmTask.Parse(line)!;
        Assert.True(task.IsUnderWay);
        Assert.Equal(expected, task.InWords);
    }

    [Theory]
    [InlineData("8|2|FAILED|vm|9|JobLaunchFailure|", "Slurm's task 8_2 was ended on vm by signal 9.")]
    [InlineData("12|0|FAILED|vm|768|NonZeroExitCode|", "Slurm's task 12_0 failed on vm with code 3 (NonZeroExitCode).")]
    [InlineData("8|1|TIMEOUT|vm|0|TimeLimit|", "Slurm's task 8_1 reached its time limit.")]
    [InlineData("8|1|OUT_OF_MEMORY|vm|125|OutOfMemory|", "Slurm's task 8_1 was killed because its memory ran out.")]
    [InlineData("8|1|NODE_FAIL|node7|1|NodeDown|", "Slurm's task 8_1 was lost with its node node7.")]
    [InlineData("8|3|COMPLETED|vm|0|None|", null)]
    [InlineData("8|3|CANCELLED|vm|15|None|", null)]
    public void An_ended_task_names_its_cause_of_death(string line, string? expected)
    {
        var task = SlurmTask.Parse(line)!;
        Assert.False(task.IsUnderWay);
        Assert.Equal(expected, task.CauseOfDeath);
    }

    [Theory]
    [InlineData("")]
    [InlineData("13|N/A|RUNNING|vm|0|None|")]
    public void A_line_that_is_no_task_of_an_array_is_left_out(string line) => Assert.Null(SlurmTask.Parse(line));
}
