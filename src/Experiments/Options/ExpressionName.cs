namespace Experiments.Options;

/// <summary>A name that an expression may use.</summary>
/// <param name="Chinese">Chinese form of the meaning.</param>
public sealed record ExpressionName(string Name, string Meaning, string Chinese);
