namespace Experiments.Tests;

/// <summary>Computes statistics for comparison with this machine's SciPy (Debian's python3-scipy).</summary>
internal static class SciPy
{
    /// <summary>
    /// Returns the numbers that a script prints as a JSON list. The script can use <c>np</c> and <c>st</c>. Without SciPy, the test is
    /// skipped.
    /// </summary>
    public static double[] Numbers(string script)
    {
        var python = Python.With("scipy.stats");
        Skip.If(python is null, "no Python with SciPy on this machine (on Debian: apt install python3-scipy)");
        var (code, output, error) = python!.Run("import json, numpy as np, scipy.stats as st\n" + script);
        return code == 0
            ? JsonSerializer.Deserialize<double[]>(output)!
            : throw new InvalidOperationException($"the SciPy script failed: {error}");
    }

    /// <summary>Formats numbers as a Python list.</summary>
    public static string List(IEnumerable<double> values) =>
        $"[{string.Join(", ", values.Select(value => value.ToString("R", CultureInfo.InvariantCulture)))}]";

    /// <summary>Formats lists of numbers as a Python list.</summary>
    public static string Lists(IEnumerable<IEnumerable<double>> lists) => $"[{string.Join(", ", lists.Select(List))}]";
}
