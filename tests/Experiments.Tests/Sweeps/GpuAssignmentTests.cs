namespace Experiments.Tests.Sweeps;

public sealed class GpuAssignmentTests
{
    [Theory]
    [InlineData(null, 2, new[] { "0", "1" })]
    [InlineData("3,5", 2, new[] { "3", "5" })]
    [InlineData("GPU-8932f937, 1", 2, new[] { "GPU-8932f937", "1" })]
    [InlineData("3,5,-1", 2, new[] { "3", "5" })]
    [InlineData("", 0, new string[0])]
    [InlineData(null, 0, new string[0])]
    public void The_GPUs_visible_to_this_process_are_assigned(string? visible, int count, string[] expected) =>
        Assert.Equal(expected, GpuAssignment.Hand(visible, count));

    [Fact]
    public void Each_worker_gets_one_in_turn()
    {
        Assert.Equal(["a", "b", "a"], Enumerable.Range(0, 3).Select(worker => GpuAssignment.For(worker, ["a", "b"])));
        Assert.Null(GpuAssignment.For(0, []));
    }

    [Theory]
    [InlineData("cpu", 1, 8, 0, 1, 8)]
    [InlineData("cpu", 3, 8, 0, 1, 2)]
    [InlineData("cpu", 16, 8, 0, 1, 1)]
    [InlineData("cuda", 1, 8, 2, 1, 2)]
    [InlineData("cuda", 1, 8, 2, 3, 6)]
    [InlineData("cpu", 1, 8, 2, 3, 8)]
    public void The_default_number_of_workers_fills_the_machine(string device, int threads, int cores, int gpus, int perGpu,
        int expected) =>
        Assert.Equal(expected, GpuAssignment.DefaultWorkers(
            [new CellRecord(0, "a", new string('0', 64), 0, threads, device, 1, new Dictionary<string, string>())], cores, gpus, perGpu));
}
