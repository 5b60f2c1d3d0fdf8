namespace Experiments.Tests.Runs;

/// <summary>Compares the records of two runs, except times.</summary>
internal static class SameFiles
{
    public static void Assert(RunSummary one, RunSummary other)
    {
        Xunit.Assert.Equal(Timeless(one), Timeless(other));
        Xunit.Assert.Equal(RunFixture.Results(RunFixture.Metrics(one)), RunFixture.Results(RunFixture.Metrics(other)));
        foreach (var name in new[] { "initial", "best", "last", "ema" })
            Xunit.Assert.Equal(Bytes(one, $"checkpoints/{name}.safetensors"), Bytes(other, $"checkpoints/{name}.safetensors"));
        foreach (var name in new[] { "signal.jsonl", "updates.jsonl", "network.json", "predictions.csv" })
            Xunit.Assert.Equal(Bytes(one, name), Bytes(other, name));
    }

    private static string Timeless(RunSummary summary)
    {
        var json = summary.ToJson();
        foreach (var field in new[] { "wall_time_s", "peak_memory_bytes", "stack" })
            json.Remove(field);
        return json.ToJsonString();
    }

    // Returns null if the file does not exist, for example ema.safetensors without an average.
    private static byte[]? Bytes(RunSummary summary, string name) =>
        Path.Combine(summary.Folder, name) is var path && File.Exists(path) ? File.ReadAllBytes(path) : null;
}
