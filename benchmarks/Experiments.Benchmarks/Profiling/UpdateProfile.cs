using Experiments.Native;

namespace Experiments.Benchmarks.Profiling;

/// <summary>What a number of updates called and took.</summary>
/// <param name="Time">Time of the updates that were counted; counting makes them slower.</param>
/// <param name="TimeUncounted">Time of as many updates before them.</param>
internal sealed record UpdateProfile(int Updates, OperatorCounts Counts, TimeSpan Time, TimeSpan TimeUncounted)
{
    private static readonly Lazy<HashSet<string>> s_withoutKernel = new(ReadNames);

    /// <summary>Whether a call of the operator without inner calls computes: it is an operator of ATen, and neither makes a view nor only
    /// takes memory. On a GPU such a call starts a kernel, or a few.</summary>
    public static bool Computes(string name) =>
        name.StartsWith("aten::", StringComparison.Ordinal) && !s_withoutKernel.Value.Contains(name);

    /// <summary>A number of calls for each update.</summary>
    public double EachUpdate(long count) => (double)count / Updates;

    /// <summary>Microseconds for each update.</summary>
    public double EachUpdate(TimeSpan time) => time.TotalMicroseconds / Updates;

    private static HashSet<string> ReadNames()
    {
        using var stream = typeof(UpdateProfile).Assembly.GetManifestResourceStream("operators_without_kernel.txt")!;
        using var reader = new StreamReader(stream);
        return [.. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];
    }
}
