using Experiments.Initialization;
using Experiments.Models;

namespace Experiments.Signal.Measure;

/// <summary>Table of E φ² and E φ'² for many variances. The table makes it fast to draw a map of thousands of networks. The interpolation
/// error is smaller than the width of a line in the figure.</summary>
internal sealed class LengthTable
{
    private const double Least = 1e-6;
    private const double Most = 1e6;
    private const int Entries = 240;
    private const int Iterations = 400;

    private readonly double[] _secondMoments;
    private readonly double[] _slopes;

    public LengthTable(ActivationOptions activation)
    {
        var lengths = Enumerable.Range(0, Entries + 1).Select(i => Least * Math.Pow(Most / Least, (double)i / Entries)).ToList();
        _secondMoments = [.. lengths.Select(q => MeanSquare(activation.Value, activation.Kinks, q))];
        _slopes = [.. lengths.Select(q => MeanSquare(activation.Derivative, activation.Kinks, q))];
    }

    /// <summary>Returns χ₁ at the fixed point of the variance.</summary>
    public double Susceptibility(double weightVariance, double biasVariance) =>
        weightVariance * At(_slopes, Limit(weightVariance, biasVariance));

    /// <summary>Returns the limit of the variance for a signal that starts with variance 1.</summary>
    public double Limit(double weightVariance, double biasVariance)
    {
        var q = 1.0;
        for (var i = 0; i < Iterations; i++)
        {
            var next = Math.Clamp((weightVariance * At(_secondMoments, q)) + biasVariance, Least, Most);
            if (Math.Abs(next - q) < 1e-9 * q)
                break;
            q = next;
        }

        return q;
    }

    /// <summary>Returns the σ_w² at which χ₁ = 1 for a given σ_b², by bisection. χ₁ increases with σ_w².</summary>
    public double Critical(double biasVariance)
    {
        var (low, high) = (Math.Log(1e-3), Math.Log(1e3));
        for (var halving = 0; halving < 40; halving++)
        {
            var middle = (low + high) / 2;
            if (Susceptibility(Math.Exp(middle), biasVariance) < 1)
                low = middle;
            else
                high = middle;
        }

        return Math.Exp(low);
    }

    // Six correct digits are more than a figure shows. Computing six digits is a thousand times faster than computing twelve.
    private static double MeanSquare(Func<double, double> function, IReadOnlyList<double> kinks, double q) =>
        GaussianExpectation.Nodes(kinks, 0, q).Sum(at => at.Weight * Math.Pow(function(Math.Sqrt(q) * at.Node), 2));

    private static double At(double[] values, double q)
    {
        var place = Entries * Math.Log(q / Least) / Math.Log(Most / Least);
        var below = Math.Clamp((int)place, 0, Entries - 1);
        var share = Math.Clamp(place - below, 0, 1);
        return Math.Exp(((1 - share) * Math.Log(values[below])) + (share * Math.Log(values[below + 1])));
    }
}
