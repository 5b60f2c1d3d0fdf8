namespace Experiments.Theory;

/// <summary>A residual connection, shortcut(x) + scale · branch(x); what follows the addition is a stage of its own.</summary>
/// <param name="Shortcut">Stages on the shortcut, run first; none for the identity.</param>
/// <param name="Branch">Stages in the branch.</param>
/// <param name="Scale">What the branch is multiplied with.</param>
public sealed record ResidualStage(IReadOnlyList<Stage> Shortcut, IReadOnlyList<Stage> Branch, double Scale) : Stage;
