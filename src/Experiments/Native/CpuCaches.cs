using System.Runtime.Intrinsics.X86;

namespace Experiments.Native;

/// <summary>Detects whether the processor reports its cache sizes (CPUID). Some virtual machines hide the cache sizes. On such machines,
/// libraries that compute block sizes from the cache sizes give wrong results or fail.</summary>
public static class CpuCaches
{
    private const int LeafOfIntel = 4;
    private const int LeafOfAmd = unchecked((int)0x8000001D);
    private const int KindOfCache = 0x1F;

    /// <summary>Whether the processor reports its caches. The value is false only if the CPUID leaves for caches (Intel and AMD) list no
    /// cache, and always true on processors without CPUID.</summary>
    public static bool AreReported => !X86Base.IsSupported || Lists(0, LeafOfIntel) || Lists(unchecked((int)0x80000000), LeafOfAmd);

    // Whether a leaf exists: the first leaf of a range gives the number of the last leaf.
    private static bool Lists(int range, int leaf) =>
        (uint)X86Base.CpuId(range, 0).Eax >= (uint)leaf && (X86Base.CpuId(leaf, 0).Eax & KindOfCache) != 0;
}
