namespace Experiments.Data;

/// <summary>Arrays of the size of a data set. The garbage collector would keep their memory long after their last use.</summary>
internal static class LargeArrays
{
    // For fewer bytes, a collection is not worth its time, about 0.01 s.
    private const long Least = 16 << 20;

    /// <summary>Frees the memory of arrays that are no longer used, if they have at least <see cref="Least"/> bytes.</summary>
    public static void Release(long bytes)
    {
        if (bytes >= Least)
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
    }
}
