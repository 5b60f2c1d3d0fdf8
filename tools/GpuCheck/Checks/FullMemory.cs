using System.Text.Json.Nodes;
using Experiments.Experiment;
using Experiments.Runs;
using GpuCheck.Training;

namespace GpuCheck.Checks;

/// <summary>Checks what a run does if memory is missing before the run or during the run, and checks that a later run succeeds.</summary>
internal sealed class FullMemory : ICheck
{
    private const string Sentence = "too large for the memory of";
    private const string SentenceInTraining = "The memory of";

    public string Name => "memory";

    public string Legend => """
        The check fills the device's memory for a moment. A run without enough memory at its start must be refused with a sentence. A run that gets no memory later must end as failed with a sentence. Then
        the same process must train as before. Other programs on the device may run out of memory meanwhile; to avoid this, use --skip memory.
        """;

    private static JsonObject Config => SmallConfigs.Networks.First().Value;

    public IEnumerable<Trial> Trials(Bench bench)
    {
        Outcome? before = null;
        return
        [
            new("no room for data or model", () =>
            {
                before = bench.Train(Config, bench.DeviceName).Completed();
                return Refused(bench);
            }),
            new("no room in training", () => FailedOnItsWay(bench)),
            new("training after both",
                () => before is null
                    ? CheckResult.Skip("The run before them failed.")
                    : Repeatability.Compare(before, bench.Train(Config, bench.DeviceName).Completed())),
        ];
    }

    private static CheckResult Refused(Bench bench)
    {
        try
        {
            // In a self-test, the host's memory is not filled, because the system would end other programs. Instead, the model is too large
            // for any machine.
            using var filled = Fill(bench);
            bench.Train(filled is null ? SmallConfigs.Over(Config, ("model.hidden", "[1, 1000000, 1000000]")) : Config, bench.DeviceName);
            return CheckResult.Fail("The run was not refused.");
        }
        catch (InputException refusal) when (refusal.Message.Contains(Sentence, StringComparison.Ordinal))
        {
            return CheckResult.Pass(refusal.Message);
        }
    }

    private static CheckResult FailedOnItsWay(Bench bench)
    {
        IDisposable? filled = null;
        try
        {
            var summary = bench.Train(Config, bench.DeviceName, _ => filled ??= Fill(bench)).Summary;
            if (filled is null)
                return CheckResult.Skip("The memory of a CPU is not filled: the system would end other programs.");
            return summary.Status == RunStatus.Failed && summary.Error!.StartsWith(SentenceInTraining, StringComparison.Ordinal)
                ? CheckResult.Pass(summary.Error)
                : CheckResult.Fail($"The run is {summary.Status.ToString().ToLowerInvariant()}: {summary.Error}");
        }
        finally
        {
            filled?.Dispose();
        }
    }

    private static IDisposable? Fill(Bench bench) =>
        bench.FillMemory is { } fill ? fill() : bench.IsSelfTest ? null : Ballast.Fill(bench.Device);
}
