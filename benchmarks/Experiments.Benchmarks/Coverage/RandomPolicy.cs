using System.Globalization;
using Experiments.Initialization;
using Experiments.Models;

namespace Experiments.Benchmarks.Coverage;

/// <summary>Draws random policies of every kind that the theory predicts.</summary>
internal static class RandomPolicy
{
    public static InitOptions Draw(Random random, ModelOptions model)
    {
        if (model is Mlp { ResidualForm: not "none", Normalization: "none" } or ResNet { Normalization: "none" } && random.Next(5) == 0)
            return new InitOptions { Weight = new FixupScheme(), Bias = new ZerosScheme() };
        var drawn = Weight(random, model);
        // Delta-orthogonal weights need at least as many outputs as inputs in each convolution.
        Scheme weight = drawn is DeltaOrthogonalScheme && Narrows(model) ? new OrthogonalScheme() : drawn;
        return new InitOptions
        {
            Weight = weight is DeltaOrthogonalScheme ? new OrthogonalScheme() : weight,
            Bias = Bias(random),
            Rules = weight is DeltaOrthogonalScheme ? [new InitRule { Kind = "conv", Weight = weight }] : [],
        };
    }

    private static bool Narrows(ModelOptions model)
    {
        if (model is not Vgg { Channels: { } items })
            return false;
        int[] channels = [.. items.Split(' ').Where(item => item != "M").Select(item => int.Parse(item, CultureInfo.InvariantCulture))];
        return channels.Zip(channels.Skip(1)).Any(pair => pair.Second < pair.First);
    }

    private static Scheme Weight(Random random, ModelOptions model)
    {
        var rectifier = random.Next(2) == 0 ? "relu" : "linear";
        var mode = random.Next(2) == 0 ? "fan_in" : "fan_out";
        // The standard deviation is scaled to the width of the middle layer.
        var std = Math.Sqrt((0.5 + (2 * random.NextDouble())) / (model is Mlp mlp ? mlp.Hidden.Average() : 9 * 40));
        var isMlp = model is Mlp;
        return random.Next(14) switch
        {
            0 => new TorchDefaultScheme(),
            1 => new AutoScheme(),
            2 => new XavierUniformScheme(),
            3 => new XavierNormalScheme(),
            4 or 5 => new KaimingUniformScheme { Nonlinearity = rectifier, Mode = mode },
            6 => new KaimingNormalScheme { Nonlinearity = rectifier, Mode = mode },
            7 => new LecunUniformScheme(),
            8 => new LecunNormalScheme(),
            9 => new OrthogonalScheme { GainValue = 0.8 + (0.7 * random.NextDouble()) },
            10 => new NormalScheme { StandardDeviation = std },
            11 => new TruncNormalScheme { StandardDeviation = std, A = -2 * std, B = 2 * std },
            12 => new VarianceScalingScheme
            {
                Scale = 0.5 + (2 * random.NextDouble()),
                Mode = new[] { "fan_in", "fan_out", "fan_avg" }[random.Next(3)],
                Shape = new[] { "normal", "uniform", "truncated_normal" }[random.Next(3)],
            },
            _ => isMlp
                ? new SparseScheme { Sparsity = 0.2 + (0.6 * random.NextDouble()), StandardDeviation = 2 * std }
                : new DeltaOrthogonalScheme(),
        };
    }

    private static Scheme Bias(Random random) => random.Next(5) switch
    {
        0 => new TorchDefaultScheme(),
        1 => new NormalScheme { StandardDeviation = 0.3 * random.NextDouble() },
        2 => new UniformScheme { A = -0.2, B = 0.2 },
        3 => new ConstantScheme { Value = Math.Round(random.NextDouble() - 0.5, 2) },
        _ => new ZerosScheme(),
    };
}
