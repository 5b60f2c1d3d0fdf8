namespace Experiments.Runs;

/// <summary>Names of a finished run's metrics: <c>test.accuracy</c> is the metric at the end of the run, <c>best.test.accuracy</c> the
/// metric at the selected evaluation.</summary>
public static class MetricKey
{
    /// <summary>Regular expression of a metric's name.</summary>
    public const string Pattern = @"(best\.)?(train|validation|test)\.[a-z_0-9]+";

    /// <summary>Prefix of a value at the selected evaluation.</summary>
    public const string Best = "best.";

    /// <summary>Whether the key names the value at the selected evaluation.</summary>
    public static bool IsBest(string key) => key.StartsWith(Best, StringComparison.Ordinal);

    /// <summary>Returns the key without the prefix <c>best.</c>: <c>test.accuracy</c>.</summary>
    public static string Bare(string key) => IsBest(key) ? key[Best.Length..] : key;
}
