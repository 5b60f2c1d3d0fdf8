namespace Experiments.Options.Expressions;

/// <summary>
/// A number in a config: a literal such as <c>0.01</c>, or a formula such as <c>2/sqrt(fan_in)</c>, whose names get their values later. The
/// operators are + - * / ^ with the usual precedence; ^ has the highest precedence and is right-associative. The functions are sqrt, exp,
/// log (natural), and min and max of at least two numbers. Parentheses, pi and the caller's names are allowed. An expression can only
/// compute a number, so a config cannot run code.
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

    /// <summary>Canonical text, without spaces and redundant parentheses. Two expressions have the same text if and only if they have the
    /// same tree.</summary>
    public string Text { get; }

    /// <summary>Distinct names in the expression.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>Value of an expression without names, otherwise null.</summary>
    public double? Constant { get; }

    /// <summary>Whether the expression is a plain JSON number, without arithmetic.</summary>
    public bool IsNumber => _tree is ExpressionNode.Number;

    public static implicit operator Expression(double value) => new(new ExpressionNode.Number(value));

    /// <param name="text">Text of the expression, such as <c>2/sqrt(fan_in)</c>.</param>
    /// <param name="names">Names that the text may use.</param>
    /// <exception cref="FormatException">The text is not an expression. The message completes a sentence and gives the character position,
    /// from 1.</exception>
    public static Expression Parse(string text, IReadOnlyList<string> names) => new(new ExpressionParser(text, names).Parse());

    /// <summary>Evaluates the expression. The result may be infinite or NaN, as for 1/0.</summary>
    public double Value(Func<string, double> valueOf) => _tree.Value(valueOf);

    /// <inheritdoc/>
    public bool Equals(Expression? other) => other is not null && Text == other.Text;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Expression);

    /// <inheritdoc/>
    public override int GetHashCode() => Text.GetHashCode(StringComparison.Ordinal);

    /// <summary>Returns the number, or the canonical text of a formula.</summary>
    public override string ToString() => IsNumber ? Constant!.Value.ToString(CultureInfo.InvariantCulture) : Text;
}
