using Experiments.Native;

namespace Experiments.Benchmarks.Profiling;

/// <summary>Operator calls and time of a number of updates.</summary>
/// <param name="Time">Time of the counted updates. Counting makes updates slower.</param>
/// <param name="TimeUncounted">Time of the same number of updates without counting, made before the counted updates.</param>
internal sealed record UpdateProfile(int Updates, OperatorCounts Counts, TimeSpan Time, TimeSpan TimeUncounted)
{
    private static readonly Lazy<HashSet<string>> s_withoutKernel = new(ReadNames);

    /// <summary>
    /// Whether an operator that calls no other operators computes numbers. All ATen operators do, except operators that create a view or
    /// only allocate memory. On a GPU, a call that computes numbers starts one or more kernels.
    /// </summary>
    public static bool Computes(string name) =>
        name.StartsWith("aten::", StringComparison.Ordinal) && !s_withoutKernel.Value.Contains(name);

    /// <summary>Returns the number of calls per update.</summary>
    public double EachUpdate(long count) => (double)count / Updates;

    /// <summary>Returns the microseconds per update.</summary>
    public double EachUpdate(TimeSpan time) => time.TotalMicroseconds / Updates;

    private static HashSet<string> ReadNames()
    {
        using var stream = typeof(UpdateProfile).Assembly.GetManifestResourceStream("operators_without_kernel.txt")!;
        using var reader = new StreamReader(stream);
        return [.. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];
    }
}
