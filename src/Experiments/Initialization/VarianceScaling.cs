using Experiments.Models;
using Experiments.Scripts;

namespace Experiments.Initialization;

/// <summary>
/// The common basis of the named schemes: mean 0 and variance <c>gain² / fan</c>. Xavier has a chosen gain and the average fan; Kaiming has
/// the gain of the nonlinearity and fan_in or fan_out; LeCun has the gain 1 and fan_in.
/// </summary>
/// <param name="Gain">g in std = g / √fan; the square root of the number that other libraries call scale.</param>
public readonly record struct VarianceScaling(double Gain, FanMode Mode, Distribution Distribution)
{
    /// <summary>Standard deviation of N(0, 1) cut at ±2: √(1 − 4φ(2) / (2Φ(2) − 1)).</summary>
    public const double TruncatedStd = 0.87962566103423975041;

    /// <summary>Computes the standard deviation with PyTorch's order of operations, so that the rounding is bit-identical.</summary>
    public double Std(Fans fans) => Mode switch
    {
        FanMode.FanIn => Gain / Math.Sqrt(fans.In),
        FanMode.FanOut => Gain / Math.Sqrt(fans.Out),
        FanMode.FanAverage => Gain * Math.Sqrt(2.0 / (fans.In + fans.Out)),
        FanMode.FanHarmonic => Gain * Math.Sqrt((0.5 / fans.In) + (0.5 / fans.Out)),
        _ => Gain / Math.Sqrt(Math.Sqrt((double)fans.In * fans.Out)),
    };

    public WeightLaw Law(Fans fans) => new(0, Std(fans)) { ExcessKurtosis = Distribution.ExcessKurtosis() };

    /// <summary>Parses the name of a fan in a config.</summary>
    public static FanMode ModeOf(string word) => word switch
    {
        "fan_in" => FanMode.FanIn,
        "fan_out" => FanMode.FanOut,
        "fan_avg" => FanMode.FanAverage,
        "fan_harmonic" => FanMode.FanHarmonic,
        "fan_geo_avg" => FanMode.FanGeometric,
        _ => throw new ArgumentException($"'{word}' is not a mode.", nameof(word)),
    };

    /// <summary>Returns the statement of an exported PyTorch script that fills a tensor with the numbers of <see cref="Fill"/>.</summary>
    public string PyTorch(Fans fans, string tensor)
    {
        var std = Std(fans);
        switch (Distribution)
        {
            case Distribution.Uniform:
                var bound = Py.Number(Math.Sqrt(3.0) * std);
                return $"nn.init.uniform_({tensor}, -{bound}, {bound})";
            case Distribution.Normal:
                return $"nn.init.normal_({tensor}, std={Py.Number(std)})";
            default:
                var wide = std / TruncatedStd;
                return $"nn.init.trunc_normal_({tensor}, std={Py.Number(wide)}, a={Py.Number(-2 * wide)}, b={Py.Number(2 * wide)})";
        }
    }

    /// <summary>Fills a float32 tensor on the CPU.</summary>
    public void Fill(Tensor tensor, Fans fans, Generator generator)
    {
        var std = Std(fans);
        switch (Distribution)
        {
            case Distribution.Uniform:
                var bound = Math.Sqrt(3.0) * std;
                tensor.uniform_(-bound, bound, generator: generator);
                break;
            case Distribution.Normal:
                tensor.normal_(0, std, generator: generator);
                break;
            default:
                var wide = std / TruncatedStd;
                TruncatedNormal.Fill(tensor, 0, wide, -2 * wide, 2 * wide, generator);
                break;
        }
    }
}
