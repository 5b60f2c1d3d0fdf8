namespace Experiments.Scripts;

/// <summary>A Python expression of an exported script, and the definitions (functions, classes) that the expression needs.</summary>
/// <param name="Expression">The expression; the script has imported <c>math</c>, <c>torch</c>, <c>nn</c> and <c>F</c>
/// (<c>torch.nn.functional</c>).</param>
/// <param name="Definitions">Texts of top-level definitions. Equal texts of several rows appear once in the script.</param>
public sealed record PyText(string Expression, params IReadOnlyList<string> Definitions)
{
    public static implicit operator PyText(string expression) => new(expression);
}
