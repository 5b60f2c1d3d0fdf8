using Experiments.Options.Reading;

namespace Experiments.Options.Expressions;

/// <summary>Parses an expression by recursive descent: sum, product, sign, power, atom.</summary>
internal sealed class ExpressionParser(string text, IReadOnlyList<string> names)
{
    private const int Deepest = 20;

    private int _at;
    private int _depth;

    /// <exception cref="FormatException">The text is not an expression.</exception>
    public ExpressionNode Parse()
    {
        if (text.Length > Expression.Longest)
            throw new FormatException(
                string.Create(CultureInfo.InvariantCulture, $"the expression has {text.Length} characters; at most "
                    + $"{Expression.Longest} are allowed"));
        var tree = Sum();
        Next();
        return _at == text.Length ? tree : throw Wrong("an operator or the end is expected");
    }

    private ExpressionNode Sum()
    {
        var sum = Product();
        while (Next() is '+' or '-')
            sum = new ExpressionNode.Operation(sum, Take(), Product());
        return sum;
    }

    private ExpressionNode Product()
    {
        var product = Signed();
        while (Next() is '*' or '/')
            product = new ExpressionNode.Operation(product, Take(), Signed());
        return product;
    }

    // Every recursion passes through this method, so this method limits the depth.
    private ExpressionNode Signed()
    {
        if (++_depth > Deepest)
            throw new FormatException(
                string.Create(CultureInfo.InvariantCulture, $"at character {_at + 1}, the expression is nested more than {Deepest} "
                    + $"levels"));
        ExpressionNode part;
        if (Next() == '-')
        {
            Take();
            part = new ExpressionNode.Negation(Signed());
        }
        else
        {
            part = Power();
        }

        _depth--;
        return part;
    }

    private ExpressionNode Power()
    {
        var power = Atom();
        return Next() == '^' ? new ExpressionNode.Operation(power, Take(), Signed()) : power;
    }

    private ExpressionNode Atom()
    {
        var next = Next();
        if (char.IsAsciiDigit(next) || next == '.')
            return Number();
        if (char.IsAsciiLetter(next) || next == '_')
            return Word();
        if (next != '(')
            throw Wrong("a number, a name or '(' is expected");
        Take();
        var inner = Sum();
        Expect(')');
        return inner;
    }

    private ExpressionNode.Number Number()
    {
        var start = _at;
        Digits();
        if (Here() == '.')
        {
            _at++;
            Digits();
        }

        if (Here() is 'e' or 'E')
        {
            _at++;
            if (Here() is '+' or '-')
                _at++;
            Digits();
        }

        return double.TryParse(text.AsSpan(start, _at - start), NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
            && double.IsFinite(value)
            ? new ExpressionNode.Number(value)
            : throw WrongWord(start, text[start.._at], "is not a finite number");
    }

    private void Digits()
    {
        while (char.IsAsciiDigit(Here()))
            _at++;
    }

    private ExpressionNode Word()
    {
        var start = _at;
        while (char.IsAsciiLetterOrDigit(Here()) || Here() == '_')
            _at++;
        var word = text[start.._at];
        if (Next() == '(')
            return Call(word, start);
        if (word == "pi")
            return new ExpressionNode.Pi();
        if (Expression.Functions.Contains(word))
            throw WrongWord(start, word, $"is a function; write its argument in parentheses: {word}(…)");
        return names.Contains(word)
            ? new ExpressionNode.Name(word)
            : throw WrongWord(start, word,
                $"is not known; the names are {string.Join(", ", names.Append("pi"))}{Names.DidYouMean(word, names)}");
    }

    private ExpressionNode.Call Call(string function, int start)
    {
        if (!Expression.Functions.Contains(function))
        {
            throw WrongWord(start, function, names.Contains(function) || function == "pi"
                ? "is a name, not a function; write * to multiply"
                : $"is not a function; the functions are "
                    + $"{string.Join(", ", Expression.Functions)}{Names.DidYouMean(function, Expression.Functions)}");
        }

        var arguments = new List<ExpressionNode>();
        do
        {
            Take();
            arguments.Add(Sum());
        }
        while (Next() == ',');
        Expect(')');
        var takesSeveral = function is "min" or "max";
        if (takesSeveral == (arguments.Count == 1))
            throw WrongWord(start, function,
                string.Create(CultureInfo.InvariantCulture,
                    $"takes {(takesSeveral ? "at least two arguments" : "one argument")}, not {arguments.Count}"));
        return new ExpressionNode.Call(function, arguments);
    }

    private void Expect(char wanted)
    {
        if (Next() != wanted)
            throw Wrong($"'{wanted}' is expected");
        Take();
    }

    private char Here() => _at < text.Length ? text[_at] : '\0';

    // Skips spaces and returns the next character; returns '\0' at the end.
    private char Next()
    {
        while (Here() == ' ')
            _at++;
        return Here();
    }

    private char Take() => text[_at++];

    private FormatException Wrong(string expected) => new(_at >= text.Length
        ? $"at the end of the expression, {expected}"
        : string.Create(CultureInfo.InvariantCulture, $"at character {_at + 1}, '{Quote.Printable(text[_at].ToString())}', {expected}"));

    private static FormatException WrongWord(int start, string word, string what) =>
        new(string.Create(CultureInfo.InvariantCulture, $"at character {start + 1} '{Quote.Shorten(word)}' {what}"));
}
