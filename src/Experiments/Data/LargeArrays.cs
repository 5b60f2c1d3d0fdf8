namespace Experiments.Data;

/// <summary>Frees arrays that are as large as a data set. The garbage collector alone would free their memory long after their last
/// use.</summary>
internal static class LargeArrays
{
    // Smallest number of bytes for which a garbage collection, which takes about 0.01 s, is worth its time.
    private const long Least = 16 << 20;

    /// <summary>Frees the memory of arrays that are no longer used, if they have at least <see cref="Least"/> bytes.</summary>
    public static void Release(long bytes)
    {
        if (bytes >= Least)
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
    }
}
