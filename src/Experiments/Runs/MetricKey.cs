namespace Experiments.Runs;

/// <summary>
/// How the metrics of a run that is over are named: <c>test.accuracy</c>, a split and a metric, is its value at the end, and <c>best.test.accuracy</c> that at the
/// evaluation which the validation split chose.
/// </summary>
public static class MetricKey
{
    /// <summary>What such a name looks like, as a regular expression.</summary>
    public const string Pattern = @"(best\.)?(train|validation|test)\.[a-z_0-9]+";

    /// <summary>What stands before the name of a value at the evaluation that was chosen.</summary>
    public const string Best = "best.";

    /// <summary>Whether it is the value at the evaluation that was chosen.</summary>
    public static bool IsBest(string key) => key.StartsWith(Best, StringComparison.Ordinal);

    /// <summary>Split and metric alone: <c>test.accuracy</c> of both.</summary>
    public static string Bare(string key) => IsBest(key) ? key[Best.Length..] : key;
}
