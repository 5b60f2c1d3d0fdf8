using MathNet.Numerics.RootFinding;

namespace Experiments.Signal.Predict;

internal static class Roots
{
    /// <summary>Returns the roots between two numbers at which the sign changes, at most one per step.</summary>
    /// <param name="noise">Values up to this size count as rounding errors without a sign. A range of such values is a root only if the
    /// values on its two sides have different signs.</param>
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
