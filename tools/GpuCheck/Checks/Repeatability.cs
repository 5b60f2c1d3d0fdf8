using GpuCheck.Training;

namespace GpuCheck.Checks;

/// <summary>Runs the same config twice on the device.</summary>
internal sealed class Repeatability : ICheck
{
    public string Name => "repeat";

    public string Legend => """
        The same config twice on the device, including dropout and augmentation. A figure of 0 means the same bits. Some CUDA kernels add in a varying order (see "kernels"); then the figure is the distance
        between the two runs, and must be within the rounding tolerance of "rows".
        """;

    public IEnumerable<Trial> Trials(Bench bench) => SmallConfigs.Networks
        .Take(bench.IsQuick ? 1 : int.MaxValue)
        .Select(network => new Trial(network.Key, () => Compare(
            bench.Train(network.Value, bench.DeviceName).Completed(),
            bench.Train(network.Value, bench.DeviceName).Completed())));

    /// <summary>Judges two runs of one config on the device: the same bits, or a distance within rounding.</summary>
    public static CheckResult Compare(Outcome first, Outcome second)
    {
        if (first.IsSameAs(second))
            return CheckResult.Pass("the same bits") with { Figure = 0, Tolerance = 0 };
        var verdict = Rounding.Judge(Distance.Measure(first, second), Rounding.OfNetwork(first), Rounding.Stored);
        return verdict with { Note = "The bits differ: a kernel of this network adds in a varying order (see 'kernels')." };
    }
}
