namespace Experiments.Tests.Options.Expressions;

public sealed class ExpressionTests
{
    private static readonly string[] Names = ["fan_in", "fan_out", "depth"];

    private static double Value(string text) =>
        Expression.Parse(text, Names).Value(name => name switch { "fan_in" => 9, "fan_out" => 4, _ => 3 });

    [Theory]
    [InlineData("2/sqrt(fan_in)", 2.0 / 3)]
    [InlineData(" 2 / sqrt( fan_in ) ", 2.0 / 3)]
    [InlineData("1-2-3", -4)]
    [InlineData("24/4/2", 3)]
    [InlineData("2^3^2", 512)]
    [InlineData("-2^2", -4)]
    [InlineData("2^-2", 0.25)]
    [InlineData("2+3*4", 14)]
    [InlineData("(2+3)*4", 20)]
    [InlineData("--3", 3)]
    [InlineData("2--3", 5)]
    [InlineData("2*-3", -6)]
    [InlineData("1e-2*.5", 0.005)]
    [InlineData("min(fan_in, fan_out, 7)", 4)]
    [InlineData("max(fan_in,fan_out)", 9)]
    [InlineData("exp(log(fan_in))", 9)]
    [InlineData("pi", Math.PI)]
    [InlineData("1/3", 1.0 / 3)]
    public void Arithmetic_is_that_of_mathematics(string text, double expected) => Assert.Equal(expected, Value(text), 1e-14);

    [Theory]
    [InlineData("2 / sqrt(fan_in)", "2/sqrt(fan_in)")]
    [InlineData("((2))*(fan_in)", "2*fan_in")]
    [InlineData("2.0e0 + 0.50", "2+0.5")]
    [InlineData("(1+2)*3", "(1+2)*3")]
    [InlineData("1+(2+3)", "1+(2+3)")] // removing the parentheses would change the rounding
    [InlineData("(1+2)+3", "1+2+3")]
    [InlineData("6/(3*2)", "6/(3*2)")]
    [InlineData("(2^3)^2", "(2^3)^2")]
    [InlineData("2^(3^2)", "2^3^2")]
    [InlineData("(-2)^2", "(-2)^2")]
    [InlineData("-(2^2)", "-2^2")]
    [InlineData("-(2*3)", "-(2*3)")]
    [InlineData("2^(-3)", "2^-3")]
    [InlineData("min( (1) , 2 )", "min(1,2)")]
    public void The_canonical_text_has_no_spaces_and_no_idle_parentheses_and_reads_as_the_same(string text, string canonical)
    {
        var read = Expression.Parse(text, Names);
        Assert.Equal(canonical, read.Text);
        Assert.Equal(read, Expression.Parse(canonical, Names));
    }

    [Theory]
    [InlineData("", "at the end of the expression, a number, a name or '(' is expected")]
    [InlineData("2/", "at the end of the expression, a number, a name or '(' is expected")]
    [InlineData("2/*3", "at character 3, '*', a number, a name or '(' is expected")]
    [InlineData("2 3", "at character 3, '3', an operator or the end is expected")]
    [InlineData("sqrt(2", "at the end of the expression, ')' is expected")]
    [InlineData("2)", "at character 2, ')', an operator or the end is expected")]
    [InlineData("2/sqrt(fan_inn)",
        "at character 8 'fan_inn' is not known; the names are fan_in, fan_out, depth, pi; did you mean 'fan_in'?")]
    [InlineData("sqr(2)", "at character 1 'sqr' is not a function; the functions are sqrt, exp, log, min, max; did you mean 'sqrt'?")]
    [InlineData("1+sqrt", "at character 3 'sqrt' is a function; write its argument in parentheses: sqrt(…)")]
    [InlineData("fan_in(2)", "at character 1 'fan_in' is a name, not a function; write * to multiply")]
    [InlineData("sqrt(1,2)", "at character 1 'sqrt' takes one argument, not 2")]
    [InlineData("min(1)", "at character 1 'min' takes at least two arguments, not 1")]
    [InlineData("1..2", "at character 3, '.', an operator or the end is expected")]
    [InlineData(".", "at character 1 '.' is not a finite number")]
    [InlineData("1e999", "at character 1 '1e999' is not a finite number")]
    [InlineData("2%3", "at character 2, '%', an operator or the end is expected")]
    [InlineData("2**3", "at character 3, '*', a number, a name or '(' is expected")]
    [InlineData("2\u0000", "at character 2, '\\u0000', an operator or the end is expected")]
    [InlineData("System.Exit(1)", "at character 1 'System' is not known; the names are fan_in, fan_out, depth, pi")]
    public void A_mistake_is_told_with_its_place(string text, string message) =>
        Assert.Equal(message, Assert.Throws<FormatException>(() => Expression.Parse(text, Names)).Message);

    [Fact]
    public void Length_and_nesting_are_bounded()
    {
        Assert.Equal(100, Expression.Parse(string.Join('+', Enumerable.Repeat("1", 100)), Names).Constant);
        Assert.Contains("the expression has 201 characters", Refusal(new string('1', 201)), StringComparison.Ordinal);
        Assert.Equal(1, Expression.Parse(new string('(', 19) + "1" + new string(')', 19), Names).Constant);
        Assert.Contains("nested more than 20 levels", Refusal(new string('(', 100) + "1" + new string(')', 99)), StringComparison.Ordinal);
        Assert.Contains("nested more than 20 levels", Refusal(new string('-', 199) + "1"), StringComparison.Ordinal);
        Assert.Contains("nested more than 20 levels", Refusal(string.Join('^', Enumerable.Repeat("1", 100))), StringComparison.Ordinal);

        static string Refusal(string text) => Assert.Throws<FormatException>(() => Expression.Parse(text, Names)).Message;
    }

    [Fact]
    public void A_number_is_its_own_expression()
    {
        Expression number = 0.1;
        Assert.True(number.IsNumber);
        Assert.Equal(0.1, number.Constant);
        Assert.Equal("0.1", number.ToString());
        Assert.Equal(number, (Expression)0.1);
        Assert.NotEqual(number, Expression.Parse("1/10", Names));
        Assert.False(Expression.Parse("1/10", Names).IsNumber);
    }

    // Python has the same precedence rules, with ** instead of ^.
    [SkippableFact]
    public void Two_thousand_random_expressions_come_to_what_Python_makes_of_them_and_survive_their_canonical_text()
    {
        var random = new Random(20261123);
        var texts = Enumerable.Range(0, 2000).Select(_ => Random(random, 5)).Where(text => text.Length <= Expression.Longest).ToList();
        var script = "from math import *\nfan_in, fan_out, depth = 9.0, 4.0, 3.0\nfor text in '''" + string.Join('\n', texts)
            + "'''.split('\\n'):\n"
            + "    try:\n        value = eval(text.replace('^', '**'))\n        print(repr(float(value)) if not isinstance(value, complex) "
            + "else 'nan')\n"
            + "    except (ValueError, ZeroDivisionError, OverflowError):\n        print('nan')\n";
        var expected = PyTorch.Prints(script).Split('\n')
            .Select(line => double.Parse(line.Replace("inf", "Infinity", StringComparison.Ordinal), CultureInfo.InvariantCulture)).ToList();
        Assert.Equal(texts.Count, expected.Count);
        var compared = 0;
        foreach (var (text, wanted) in texts.Zip(expected))
        {
            var read = Expression.Parse(text, Names);
            Assert.Equal(read.Text, Expression.Parse(read.Text, Names).Text);
            var value = Value(text);
            Assert.Equal(value, Value(read.Text));
            if (!double.IsFinite(wanted))
                continue;
            Assert.True(Math.Abs(value - wanted) <= 1e-9 * Math.Abs(wanted), $"{text} is {wanted}, not {value}");
            compared++;
        }
        Assert.True(compared > 1000, $"only {compared} had a finite value");
    }

    private static string Random(Random random, int depth)
    {
        if (depth == 0 || random.Next(6) == 0)
            return random.Next(2) == 0
                ? Names[random.Next(3)]
                : random.Next(1, 60).ToString(CultureInfo.InvariantCulture) + (random.Next(2) == 0 ? ".0" : ".25");
        return random.Next(10) switch
        {
            0 => $"({Random(random, depth - 1)})",
            1 => $"-{Random(random, depth - 1)}",
            2 => $"sqrt({Random(random, depth - 1)})",
            3 => $"max({Random(random, depth - 1)}, {Random(random, depth - 1)})",
            4 => $"{Random(random, depth - 1)}^{random.Next(1, 3)}.0",
            var choice => Random(random, depth - 1) + " + - * / * "[(2 * (choice - 5))..((2 * (choice - 5)) + 3)]
                + Random(random, depth - 1),
        };
    }
}
