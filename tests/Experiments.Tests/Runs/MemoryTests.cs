using Xunit.Abstractions;

namespace Experiments.Tests.Runs;

public sealed class MemoryTests(ITestOutputHelper output) : IDisposable
{
    // Allowed growth of the memory. Memory changes by some MiB while the runtime compiles and adapts its heap; the leak described below is
    // much larger.
    private const long Tolerance = 16L << 20;

    private readonly RunFixture _runs = new();

    public void Dispose() => _runs.Dispose();

    // A leaked tensor per step, such as a batch's inputs (64 × 64 numbers) or a layer's output, would add 70 MiB.
    [Theory]
    [Trait("Category", "Slow")]
    [InlineData("mlp", "model={\"kind\":\"mlp\",\"hidden\":[64,32],\"normalization\":\"batch\",\"dropout\":0.1}")]
    [InlineData("vgg", "model={\"kind\":\"vgg\",\"channels\":\"4 M 8 M\",\"hidden\":[16]}")]
    [InlineData("measured", "model={\"kind\":\"vgg\",\"channels\":\"4 M 8 M\",\"hidden\":[16],\"batch_norm\":true}",
        "diagnostics={\"every_steps\":10,\"histograms\":true}")]
    public void Resident_memory_is_flat_from_step_500_to_step_5000(string name, params string[] sets)
    {
        var resident = new Dictionary<long, long>();
        var observer = new LossObserver(report =>
        {
            if (report.Step is 500 or 5000)
                resident[report.Step] = ResidentBytes();
        });
        var config = _runs.Read(RunFixture.DigitsMlp,
            [.. sets, $"name=\"{name}\"", "training.steps=5000", "training.eval_every_steps=1000"]);

        var summary = Runner.Run(config, _runs.Request, observer, CancellationToken.None);

        Assert.Equal(RunStatus.Completed, summary.Status);
        var growth = resident[5000] - resident[500];
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{name}: {resident[500] >> 10} KiB at step 500, {resident[5000] >> 10} KiB at step 5000"));
        Assert.True(growth < Tolerance, $"resident memory grew by {growth} bytes");
    }

    private static long ResidentBytes()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        using var process = Process.GetCurrentProcess();
        return process.WorkingSet64;
    }
}
