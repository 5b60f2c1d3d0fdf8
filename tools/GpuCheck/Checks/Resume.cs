using System.Text.Json.Nodes;
using GpuCheck.Training;

namespace GpuCheck.Checks;

/// <summary>Compares a run that is interrupted and resumed on the device with an uninterrupted run.</summary>
internal sealed class Resume : ICheck
{
    private const int LastStep = 4;

    public string Name => "resume";

    public string Legend => """
        A run that is interrupted and resumed on the device, compared with an uninterrupted run. The two must be the same bit for bit if two uninterrupted runs are; otherwise they must be within the rounding tolerance of "rows".
        """;

    public IEnumerable<Trial> Trials(Bench bench) => SmallConfigs.Networks
        .Take(bench.IsQuick ? 1 : int.MaxValue)
        .Select(network => new Trial(network.Key, () => Compare(network.Value, bench)));

    private static CheckResult Compare(JsonObject network, Bench bench)
    {
        // A run on a GPU can be interrupted only when the program waits for the GPU, for example before an evaluation.
        var config = network.DeepClone().AsObject();
        config["training"]!["eval_every_steps"] = LastStep;
        var undisturbed = bench.Train(config, bench.DeviceName).Completed();
        var resumed = bench.TrainInterrupted(config, bench.DeviceName, LastStep).Completed();
        var verdict = Repeatability.Compare(undisturbed, resumed);
        if (verdict.Figure == 0)
            return verdict;
        return bench.Train(config, bench.DeviceName).IsSameAs(undisturbed)
            ? verdict with { Status = Status.Fail, Tolerance = 0,
                Note = "Two uninterrupted runs have the same bits, but the resumed run has not." }
            : verdict;
    }
}
