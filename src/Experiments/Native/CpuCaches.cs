using System.Runtime.Intrinsics.X86;

namespace Experiments.Native;

/// <summary>Whether the processor reports its cache sizes (CPUID). Some virtual machines hide them; libraries
/// that size blocks by them then go wrong.</summary>
public static class CpuCaches
{
    private const int LeafOfIntel = 4;
    private const int LeafOfAmd = unchecked((int)0x8000001D);
    private const int KindOfCache = 0x1F;

    /// <summary>False if CPUID's cache leaves, Intel's and AMD's, list no cache; true on
    /// other processors, which have no such leaves.</summary>
    public static bool AreReported => !X86Base.IsSupported || Lists(0, LeafOfIntel) || Lists(unchecked((int)0x80000000), LeafOfAmd);

    // The first leaf of a range gives the number of the last.
    private static bool Lists(int range, int leaf) =>
        (uint)X86Base.CpuId(range, 0).Eax >= (uint)leaf && (X86Base.CpuId(leaf, 0).Eax & KindOfCache) != 0;
}
