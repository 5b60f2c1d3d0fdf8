using System.Globalization;
using System.Text.Json;

namespace Experiments.Tests;

/// <summary>The SciPy of this machine (Debian's python3-scipy), to compare statistics with.</summary>
internal static class SciPy
{
    /// <summary>
    /// The numbers that a script prints, as one JSON list, after the imports <c>numpy as np</c> and <c>scipy.stats as st</c>; the test is skipped, visibly, where no
    /// Python has SciPy.
    /// </summary>
    public static double[] Numbers(string script)
    {
        var python = Python.With("scipy.stats");
        Skip.If(python is null, "no Python with SciPy on this machine (on Debian: apt install python3-scipy)");
        var (code, output, error) = python!.Run("import json, numpy as np, scipy.stats as st\n" + script);
        return code == 0 ? JsonSerializer.Deserialize<double[]>(output)! : throw new InvalidOperationException($"the SciPy script failed: {error}");
    }

    /// <summary>Numbers as Python writes a list of them.</summary>
    public static string List(IEnumerable<double> values) => $"[{string.Join(", ", values.Select(value => value.ToString("R", CultureInfo.InvariantCulture)))}]";

    /// <summary>Lists as Python writes a list of them.</summary>
    public static string Lists(IEnumerable<IEnumerable<double>> lists) => $"[{string.Join(", ", lists.Select(List))}]";
}
