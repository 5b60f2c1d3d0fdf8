namespace Experiments.Cli.Tests;

/// <summary>Watches a run's resident memory from another process. The memory grows if a tensor leaks at each step.</summary>
public sealed class MemoryTests : IDisposable
{
    // Allowance for the garbage collector (with run.sh's nursery) and the just-in-time compiler after 1,000 steps: 4.6 kB a step over 4,500
    // steps. Activations, gradients and batches of both networks are larger. In the first 1,000 steps, the memory grows once by about 10
    // MB.
    private static readonly long s_allowed = 20L << 20;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [SkippableTheory]
    [Trait("Category", "Slow")]
    [InlineData("configs/digits-mlp.json")]
    [InlineData("configs/digits-vgg.json")]
    public void Resident_memory_is_flat_from_step_1000_to_step_5500(string config)
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "Resident memory is read from /proc.");
        using var process = Cli.Start(["run", config, "--output", _folder.Path, "--quiet", "--set", "training.epochs=null", "--set",
            "training.steps=6500", "--set", "training.eval_every_steps=250"], new() { ["DOTNET_GCgen0size"] = "0x400000" });
        var early = ResidentAt(process, 1000);
        var late = ResidentAt(process, 5500);
        process.Kill();
        process.WaitForExit();
        Assert.True(late - early < s_allowed, $"Resident memory was {early:N0} bytes after step 1,000 and {late:N0} after step 5,500.");
    }

    private long ResidentAt(System.Diagnostics.Process process, long step)
    {
        for (var patience = 0; patience < 60_000 && !process.HasExited; patience++)
        {
            if (LastStep() >= step)
                return Resident(process.Id);
            Thread.Sleep(5);
        }

        throw new InvalidOperationException($"The run ended before step {step} was seen: {process.StandardError.ReadToEnd()}");
    }

    private long LastStep()
    {
        if (Directory.GetFiles(_folder.Path, "metrics.jsonl", SearchOption.AllDirectories) is not [var file])
            return -1;
        // The last line may be incomplete; every complete line ends in a line feed.
        using var reader = new StreamReader(new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        var lines = reader.ReadToEnd().Split('\n')[..^1];
        return lines.Length == 0 ? -1 : (long)JsonNode.Parse(lines[^1])!["step"]!;
    }

    private static long Resident(int process) =>
        1024 * long.Parse(File.ReadLines($"/proc/{process}/status").Single(line => line.StartsWith("VmRSS", StringComparison.Ordinal))
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], System.Globalization.CultureInfo.InvariantCulture);
}
