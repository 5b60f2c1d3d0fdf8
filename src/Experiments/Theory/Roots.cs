using MathNet.Numerics.RootFinding;

namespace Experiments.Theory;

/// <summary>The roots of a function of one variable.</summary>
internal static class Roots
{
    /// <summary>Every root between two numbers at which the sign changes, no two of them within a step.</summary>
    /// <param name="function">The function.</param>
    /// <param name="from">Where the search begins.</param>
    /// <param name="to">Where it ends.</param>
    /// <param name="step">Its steps.</param>
    /// <param name="noise">Values up to this size are rounding and have no sign: a stretch of them is no root, but for a change of sign from one side of it to the other.</param>
    public static IEnumerable<double> Of(Func<double, double> function, double from, double to, double step, double noise)
    {
        var (left, atLeft) = (from, function(from));
        for (var right = from; right < to;)
        {
            right = Math.Min(right + step, to);
            var atRight = function(right);
            if (Math.Abs(atRight) <= noise)
                continue;
            if (Math.Abs(atLeft) > noise && atLeft * atRight < 0)
                yield return Brent.FindRoot(function, left, right, 1e-14, 200);
            (left, atLeft) = (right, atRight);
        }
    }
}
