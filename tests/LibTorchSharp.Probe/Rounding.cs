namespace LibTorchSharp.Probe;

/// <summary>Allowed difference of two results, in units of the data type's epsilon times max(1, |a|, |b|), and the reason for the
/// difference.</summary>
public sealed record Rounding(string Name, double Epsilons, string Reason)
{
    public static readonly Rounding None = new("none", 0, "both libraries compute the same bits");

    public static readonly Rounding Function = new("function", 4,
        "versions of libtorch evaluate elementary functions by different polynomials");

    public static readonly Rounding Sum = new("sum", 32, "BLAS libraries and vector widths add in different orders");

    public static readonly Rounding Solver = new("solver", 256, "LAPACK libraries factorise in different block sizes");

    public static IReadOnlyList<Rounding> All => [None, Function, Sum, Solver];

    /// <summary>
    /// Whether two result texts agree. Two tokens agree if they are equal, or if they are numbers that differ by at most the allowed
    /// rounding. The first data type in the text determines this rounding.
    /// </summary>
    public bool Accepts(string left, string right)
    {
        if (left == right)
            return true;
        var (a, b) = (left.Split(' '), right.Split(' '));
        if (Epsilons == 0 || a.Length != b.Length || a[0] != b[0] || !EpsilonOf.TryGetValue(a[0], out var epsilon))
            return false;
        for (var i = 1; i < a.Length; i++)
        {
            if (a[i] != b[i] && !AcceptsNumbers(a[i], b[i], Epsilons * epsilon))
                return false;
        }
        return true;
    }

    private static bool AcceptsNumbers(string left, string right, double tolerance) =>
        double.TryParse(left, Text.Culture, out var a) && double.TryParse(right, Text.Culture, out var b)
        && Math.Abs(a - b) <= tolerance * Math.Max(1, Math.Max(Math.Abs(a), Math.Abs(b)));

    private static readonly Dictionary<string, double> EpsilonOf = new()
    {
        ["float16"] = Math.ScaleB(1, -10),
        ["bfloat16"] = Math.ScaleB(1, -7),
        ["float32"] = Math.ScaleB(1, -23),
        ["complex64"] = Math.ScaleB(1, -23),
        ["float64"] = Math.ScaleB(1, -52),
        ["complex128"] = Math.ScaleB(1, -52),
    };
}
