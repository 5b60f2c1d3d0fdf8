using System.Globalization;
using Experiments.Configuration.Expressions;

namespace Experiments.Configuration;

/// <summary>
/// A number of a config, given as one or as arithmetic over names that get their values later: <c>0.01</c>, <c>2/sqrt(fan_in)</c>. There are
/// + - * / ^ with their usual precedence (^ binds tightest and to the right), parentheses, sqrt, exp, log (natural), min and max of two numbers or more, pi,
/// and the names of the place; nothing else, so an expression can do nothing but compute.
/// </summary>
public sealed class Expression : IEquatable<Expression>
{
    /// <summary>The longest text that is read.</summary>
    public const int Longest = 200;

    private readonly ExpressionNode _tree;

    private Expression(ExpressionNode tree)
    {
        _tree = tree;
        Text = tree.Write();
        Names = [.. tree.Names.Distinct()];
        Constant = Names.Count == 0 ? Value(_ => double.NaN) : null;
    }

    /// <summary>The functions that an expression may call.</summary>
    public static IReadOnlyList<string> Functions { get; } = ["sqrt", "exp", "log", "min", "max"];

    /// <summary>The canonical text: no spaces, no parentheses that change nothing. Expressions with the same tree, and no others, have the same one.</summary>
    public string Text { get; }

    /// <summary>The names that it needs, each once.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>Its value where it needs no name, otherwise null.</summary>
    public double? Constant { get; }

    /// <summary>Whether it is a number as JSON has them, and no arithmetic.</summary>
    public bool IsNumber => _tree is ExpressionNode.Number;

    /// <summary>A plain number.</summary>
    public static implicit operator Expression(double value) => new(new ExpressionNode.Number(value));

    /// <summary>Reads a text.</summary>
    /// <param name="text">Such as <c>2/sqrt(fan_in)</c>.</param>
    /// <param name="names">The names that it may use.</param>
    /// <exception cref="FormatException">It is none; the message is the end of a sentence and says at which character, counted from 1.</exception>
    public static Expression Parse(string text, IReadOnlyList<string> names) => new(new ExpressionParser(text, names).Parse());

    /// <summary>What it comes to; not finite where the arithmetic is not, as in 1/0.</summary>
    /// <param name="valueOf">The value of a name.</param>
    public double Value(Func<string, double> valueOf) => _tree.Value(valueOf);

    /// <inheritdoc/>
    public bool Equals(Expression? other) => other is not null && Text == other.Text;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Expression);

    /// <inheritdoc/>
    public override int GetHashCode() => Text.GetHashCode(StringComparison.Ordinal);

    /// <summary>The number, or the canonical text.</summary>
    public override string ToString() => IsNumber ? Constant!.Value.ToString(CultureInfo.InvariantCulture) : Text;
}
