namespace Experiments.Data;

/// <summary>Arrays of the size of a data set. The garbage collector would keep their memory long after their last use.</summary>
internal static class LargeArrays
{
    // From here on a collection, which takes a hundredth of a second, gives back more than it costs.
    private const long Least = 16 << 20;

    /// <summary>Returns the memory of arrays that are no longer used to the system, if there are so many bytes of them.</summary>
    public static void Release(long bytes)
    {
        if (bytes >= Least)
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
    }
}
