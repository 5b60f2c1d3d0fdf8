namespace Experiments.Options.Expressions;

/// <summary>
/// A number of a config, as a literal or as arithmetic over names that get values later: <c>0.01</c>, <c>2/sqrt(fan_in)</c>. Allowed are +
/// - * / ^ with the usual precedence (^ binds tightest and to the right), parentheses, sqrt, exp, log (natural), min and max of two numbers
/// or more, pi, and the names that the caller permits; nothing else, so an expression can only compute.
/// </summary>
public sealed class Expression : IEquatable<Expression>
{
    /// <summary>Maximum length of the text, in characters.</summary>
    public const int Longest = 200;

    private readonly ExpressionNode _tree;

    private Expression(ExpressionNode tree)
    {
        _tree = tree;
        Text = tree.Write();
        Names = [.. tree.Names.Distinct()];
        Constant = Names.Count == 0 ? Value(_ => double.NaN) : null;
    }

    public static IReadOnlyList<string> Functions { get; } = ["sqrt", "exp", "log", "min", "max"];

    /// <summary>Canonical text: no spaces, no redundant parentheses. Two expressions have the same
    /// text exactly if they have the same tree.</summary>
    public string Text { get; }

    /// <summary>Names that the expression uses, each once.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>Value of an expression without names, otherwise null.</summary>
    public double? Constant { get; }

    /// <summary>Whether it is a plain JSON number, without arithmetic.</summary>
    public bool IsNumber => _tree is ExpressionNode.Number;

    public static implicit operator Expression(double value) => new(new ExpressionNode.Number(value));

    /// <param name="text">Such as <c>2/sqrt(fan_in)</c>.</param>
    /// <param name="names">Names that the text may use.</param>
    /// <exception cref="FormatException">The text is no expression; the message ends a sentence
    /// and gives the character position, from 1.</exception>
    public static Expression Parse(string text, IReadOnlyList<string> names) => new(new ExpressionParser(text, names).Parse());

    /// <summary>Evaluates the expression; the result is not finite where the arithmetic is not, as in 1/0.</summary>
    public double Value(Func<string, double> valueOf) => _tree.Value(valueOf);

    /// <inheritdoc/>
    public bool Equals(Expression? other) => other is not null && Text == other.Text;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Expression);

    /// <inheritdoc/>
    public override int GetHashCode() => Text.GetHashCode(StringComparison.Ordinal);

    /// <summary>The number, or the canonical text of an expression.</summary>
    public override string ToString() => IsNumber ? Constant!.Value.ToString(CultureInfo.InvariantCulture) : Text;
}
