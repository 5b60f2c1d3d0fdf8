using Experiments.Native;

namespace Experiments.Tests.Native;

public sealed class ProcessMemoryTests
{
    [Fact]
    public void The_peak_is_the_one_that_NET_reads()
    {
        var before = ProcessMemory.Peak();
        using var process = Process.GetCurrentProcess();
        // Between both measurements, other tests may increase the memory.
        Assert.InRange(process.PeakWorkingSet64, before, before + (1L << 30));
        Assert.InRange(ProcessMemory.Peak(), process.PeakWorkingSet64, process.PeakWorkingSet64 + (1L << 30));
    }
}
