using System.Text.Json.Nodes;
using GpuCheck.Training;

namespace GpuCheck.Checks;

/// <summary>A run that is interrupted and resumed on the device, against an undisturbed one.</summary>
internal sealed class Resume : ICheck
{
    private const int LastStep = 4;

    public string Name => "resume";

    public string Legend => """
        A run that is interrupted and resumed on the device, against an undisturbed run. They have to be the same bit for bit where two undisturbed runs are; otherwise within the rounding tolerance of "rows".
        """;

    public IEnumerable<Trial> Trials(Bench bench) => SmallConfigs.Networks
        .Take(bench.IsQuick ? 1 : int.MaxValue)
        .Select(network => new Trial(network.Key, () => Compare(network.Value, bench)));

    private static CheckResult Compare(JsonObject network, Bench bench)
    {
        // A run on a GPU can be interrupted where the program waits for it, as it does before an evaluation.
        var config = network.DeepClone().AsObject();
        config["training"]!["eval_every_steps"] = LastStep;
        var undisturbed = bench.Train(config, bench.DeviceName).Completed();
        var resumed = bench.TrainInterrupted(config, bench.DeviceName, LastStep).Completed();
        var verdict = Repeatability.Compare(undisturbed, resumed);
        if (verdict.Figure == 0)
            return verdict;
        return bench.Train(config, bench.DeviceName).IsSameAs(undisturbed)
            ? verdict with { Status = Status.Fail, Tolerance = 0,
                Note = "Two undisturbed runs have the same bits, and the resumed one has not." }
            : verdict;
    }
}
