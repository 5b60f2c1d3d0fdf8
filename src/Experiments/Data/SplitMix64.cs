namespace Experiments.Data;

/// <summary>The step of SplitMix64 (G. Steele, D. Lea and C. Flood, OOPSLA 2014): a bijection of 64-bit words that maps neighbouring
/// numbers to very different numbers.</summary>
internal static class SplitMix64
{
    public static ulong Mix(ulong x)
    {
        unchecked
        {
            x += 0x9E3779B97F4A7C15;
            x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9;
            x = (x ^ (x >> 27)) * 0x94D049BB133111EB;
            return x ^ (x >> 31);
        }
    }
}
