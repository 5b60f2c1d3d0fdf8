namespace Experiments.Tests.Sweeps;

public sealed class WorkersPerGpuTests
{
    private const long Gibibyte = 1L << 30;

    private const string Smi = """
        0, GPU-8932f937-d72c-4106-c12f-20bd9faed9f6, 81000
        1, GPU-1a2b3c4d-0000-1111-2222-333344445555, 40960
        2, GPU-99999999-0000-1111-2222-333344445555, [N/A]
        """;

    [Theory]
    [InlineData("3", 3)]
    [InlineData("auto", null)]
    public void The_option_is_a_number_or_auto(string word, int? expected) => Assert.Equal(expected, WorkersPerGpu.Parse(word).Count);

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("two")]
    [InlineData("1.5")]
    [InlineData("")]
    public void Any_other_value_is_refused_in_one_sentence(string word) =>
        Assert.Equal($"--workers-per-gpu is '{word}'; a whole number of 1 or more, or auto, is expected.",
            Assert.Throws<InputException>(() => WorkersPerGpu.Parse(word)).Message);

    [Fact]
    public void A_number_is_used_as_given_without_explanation()
    {
        var chosen = new WorkersPerGpu(5).Choose([Cell("cuda", 1)], ["0"], cores: 2, () => throw new InvalidOperationException());
        Assert.Equal((5, null), chosen);
    }

    // The cores allow 16 / (2 GPUs × 1 thread) = 8 workers per GPU, or 16 / (2 × 3) = 2. At 2 GiB per worker, 11 GiB are enough for 5
    // workers. 1 GiB is too little for a worker, but one worker is still started.
    [Theory]
    [InlineData(1, 100 * Gibibyte, 8)]
    [InlineData(3, 100 * Gibibyte, 2)]
    [InlineData(1, 11 * Gibibyte, 5)]
    [InlineData(1, 1 * Gibibyte, 1)]
    [InlineData(1, null, 8)]
    [InlineData(32, null, 1)]
    public void Auto_is_limited_by_free_memory_and_cores(int threads, long? free, int expected) =>
        Assert.Equal(expected, new WorkersPerGpu(null)
            .Choose([Cell("cpu", 64), Cell("cuda", threads)], ["0", "1"], cores: 16, () => free).Count);

    [Fact]
    public void Auto_explains_its_choice()
    {
        Assert.Equal("--workers-per-gpu auto: 5 on each of 2 GPUs (16 cores, 1 thread per worker, 11.5 GiB free per GPU, 2 GiB "
            + "per worker).",
            new WorkersPerGpu(null).Choose([Cell("cuda", 1)], ["0", "1"], 16, () => 11 * Gibibyte + Gibibyte / 2).Reason);
        Assert.Equal("--workers-per-gpu auto: 2 on each of 1 GPU (4 cores, 2 threads per worker, free memory of the GPUs unknown).",
            new WorkersPerGpu(null).Choose([Cell("cuda", 2)], ["0"], 4, () => null).Reason);
    }

    [Fact]
    public void The_option_is_refused_without_a_cell_on_a_GPU()
    {
        var refused = Assert.Throws<InputException>(() => new WorkersPerGpu(2).Choose([Cell("cpu", 1)], [], 8, () => null));
        Assert.Equal("--workers-per-gpu is for cells on a GPU, but the cells of this sweep run on the CPU. Use --workers.",
            refused.Message);
    }

    [Theory]
    [InlineData("0", 81000L << 20)]
    [InlineData("0,1", 40960L << 20)]
    [InlineData("GPU-8932f937", 81000L << 20)]
    [InlineData("2", null)]
    [InlineData("0,3", null)]
    [InlineData("MIG-77", null)]
    public void The_GPU_with_the_least_free_memory_decides(string gpus, long? expected) =>
        Assert.Equal(expected, GpuMemory.Least(Smi, gpus.Split(',')));

    private static CellRecord Cell(string device, int threads) =>
        new(0, "a", new string('0', 64), 0, threads, device, 1, new Dictionary<string, string>());
}
