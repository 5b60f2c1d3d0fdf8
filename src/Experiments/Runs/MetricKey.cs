namespace Experiments.Runs;

/// <summary>Metrics of a finished run: <c>test.accuracy</c> at its end, <c>best.test.accuracy</c> at the selected evaluation.</summary>
public static class MetricKey
{
    /// <summary>Regular expression of such a name.</summary>
    public const string Pattern = @"(best\.)?(train|validation|test)\.[a-z_0-9]+";

    /// <summary>Prefix of a value at the selected evaluation.</summary>
    public const string Best = "best.";

    /// <summary>Whether the key names the value at the selected evaluation.</summary>
    public static bool IsBest(string key) => key.StartsWith(Best, StringComparison.Ordinal);

    /// <summary>Returns the key without the prefix, split and metric only: <c>test.accuracy</c>.</summary>
    public static string Bare(string key) => IsBest(key) ? key[Best.Length..] : key;
}
