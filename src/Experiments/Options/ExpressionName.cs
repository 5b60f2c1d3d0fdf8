namespace Experiments.Options;

/// <summary>A name that an expression may use.</summary>
public sealed record ExpressionName(string Name, string Meaning);
