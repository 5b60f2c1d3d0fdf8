using MathNet.Numerics.RootFinding;

namespace Experiments.Theory;

/// <summary>The roots of a function of one variable.</summary>
internal static class Roots
{
    /// <summary>Every root between two numbers at which the sign changes, no two of them within a step.</summary>
    public static IEnumerable<double> Of(Func<double, double> function, double from, double to, double step)
    {
        var (left, atLeft) = (from, function(from));
        while (left < to)
        {
            var right = Math.Min(left + step, to);
            var atRight = function(right);
            if (atRight == 0)
                yield return right;
            else if (atLeft * atRight < 0)
                yield return Brent.FindRoot(function, left, right, 1e-14, 200);
            (left, atLeft) = (right, atRight);
        }
    }
}
