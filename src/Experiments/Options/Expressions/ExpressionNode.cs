namespace Experiments.Options.Expressions;

internal abstract record ExpressionNode
{
    private const int OfSum = 1;
    private const int OfProduct = 2;
    private const int OfSign = 3;
    private const int OfPower = 4;
    private const int OfAtom = 5;

    /// <summary>Names in the expression, in the order of the text.</summary>
    public virtual IEnumerable<string> Names => [];

    /// <summary>Precedence of the operator; an operator with a higher number is applied first.</summary>
    protected virtual int Precedence => OfAtom;

    public abstract double Value(Func<string, double> valueOf);

    /// <summary>Returns the canonical text.</summary>
    public abstract string Write();

    private string Within(int least) => Precedence < least ? $"({Write()})" : Write();

    internal sealed record Number(double Given) : ExpressionNode
    {
        public override double Value(Func<string, double> valueOf) => Given;

        public override string Write() => CanonicalJson.Number(Given);
    }

    internal sealed record Pi : ExpressionNode
    {
        public override double Value(Func<string, double> valueOf) => Math.PI;

        public override string Write() => "pi";
    }

    /// <summary>A name whose value the caller supplies.</summary>
    internal sealed record Name(string Word) : ExpressionNode
    {
        public override IEnumerable<string> Names => [Word];

        public override double Value(Func<string, double> valueOf) => valueOf(Word);

        public override string Write() => Word;
    }

    internal sealed record Negation(ExpressionNode Operand) : ExpressionNode
    {
        public override IEnumerable<string> Names => Operand.Names;

        protected override int Precedence => OfSign;

        public override double Value(Func<string, double> valueOf) => -Operand.Value(valueOf);

        public override string Write() => "-" + Operand.Within(OfSign);
    }

    internal sealed record Operation(ExpressionNode Left, char Sign, ExpressionNode Right) : ExpressionNode
    {
        public override IEnumerable<string> Names => Left.Names.Concat(Right.Names);

        protected override int Precedence => Sign switch { '+' or '-' => OfSum, '*' or '/' => OfProduct, _ => OfPower };

        public override double Value(Func<string, double> valueOf)
        {
            var (left, right) = (Left.Value(valueOf), Right.Value(valueOf));
            return Sign switch
            {
                '+' => left + right,
                '-' => left - right,
                '*' => left * right,
                '/' => left / right,
                _ => Math.Pow(left, right),
            };
        }

        // The right side of a power may be a negative number or another power without parentheses: 2^-3. Other operators are
        // left-associative.
        public override string Write() => Sign == '^'
            ? $"{Left.Within(OfAtom)}^{Right.Within(OfSign)}"
            : $"{Left.Within(Precedence)}{Sign}{Right.Within(Precedence + 1)}";
    }

    internal sealed record Call(string Function, IReadOnlyList<ExpressionNode> Arguments) : ExpressionNode
    {
        public override IEnumerable<string> Names => Arguments.SelectMany(argument => argument.Names);

        public override double Value(Func<string, double> valueOf)
        {
            var values = Arguments.Select(argument => argument.Value(valueOf)).ToList();
            return Function switch
            {
                "sqrt" => Math.Sqrt(values[0]),
                "exp" => Math.Exp(values[0]),
                "log" => Math.Log(values[0]),
                "min" => values.Aggregate(Math.Min),
                _ => values.Aggregate(Math.Max),
            };
        }

        public override string Write() => $"{Function}({string.Join(",", Arguments.Select(argument => argument.Write()))})";
    }
}
