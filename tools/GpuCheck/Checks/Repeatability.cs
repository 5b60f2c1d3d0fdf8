using GpuCheck.Training;

namespace GpuCheck.Checks;

/// <summary>The same config twice on the device.</summary>
internal sealed class Repeatability : ICheck
{
    public string Name => "repeat";

    public string Legend => """
        The same config twice on the device, dropout and augmentation included. A figure of 0: the same bits. CUDA has kernels that add in an order that varies (see "kernels"); then the figure is how
        far apart the two runs are, and the rounding tolerance of "rows" has to hold.
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
        return verdict with { Note = "Not the same bits: a kernel of this network adds in an order that varies (see 'kernels')." };
    }
}
