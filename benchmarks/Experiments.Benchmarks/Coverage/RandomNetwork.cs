using System.Globalization;
using Experiments.Data;
using Experiments.Errors;
using Experiments.Experiment;
using Experiments.Initialization;
using Experiments.Models;
using Experiments.Options;
using static TorchSharp.torch;

namespace Experiments.Benchmarks.Coverage;

/// <summary>A network of random kind, depth, width, activation and policy, with a random batch.</summary>
/// <param name="Family">The kind of network and its normalisation.</param>
/// <param name="Batch">The shape of the inputs, [examples, …].</param>
internal sealed record RandomNetwork(string Family, ModelOptions Model, InitOptions Init, IReadOnlyList<int> Batch, int Stream)
{
    public const int Outputs = 10;

    private const int InputsPart = 1;

    private static readonly (string Family, double Share)[] Families =
    [
        ("mlp", 0.2), ("mlp batch", 0.13), ("mlp layer", 0.13), ("mlp residual", 0.1), ("mlp residual batch", 0.07),
        ("mlp residual layer", 0.07), ("vgg", 0.1), ("vgg batch", 0.08), ("resnet", 0.06), ("resnet batch", 0.06),
    ];

    public static IEnumerable<string> FamilyNames => Families.Select(family => family.Family);

    /// <summary>Draws network number <paramref name="index"/> of a grid; every call gives the same network.</summary>
    public static RandomNetwork Draw(int seed, int index)
    {
        var random = HashedRandom.Of(seed, index);
        var (family, at) = (Families[^1].Family, random.NextDouble());
        foreach (var (name, share) in Families)
        {
            if ((at -= share) >= 0)
                continue;
            family = name;
            break;
        }
        var activation = AnyActivation(random);
        ModelOptions model = family.Split(' ') switch
        {
            ["mlp", .. var rest] => Perceptron(random, activation, rest),
            ["vgg", .. var rest] => Convolutional(random, activation, rest.Length > 0),
            var name => Residual(random, activation, name.Length > 1),
        };
        IReadOnlyList<int> batch = model is Mlp
            ? [random.Next(32, 129), LogUniform(random, 8, 512)]
            : [random.Next(24, 49), random.Next(2) == 0 ? 1 : 3, random.Next(8, 15)];
        return new RandomNetwork(family, model, RandomPolicy.Draw(random, model),
            batch is [.., var size] && model is not Mlp ? [.. batch, size] : batch, random.Next());
    }

    /// <summary>Returns the network of a config, with a random batch of its data's shape or of a given shape.</summary>
    /// <param name="batch">Sizes separated by x, examples first; null for 64 examples.</param>
    public static RandomNetwork OfConfig(string file, IReadOnlyList<string> settings, string? batch, int seed)
    {
        var config = ConfigReader.Read(file, settings).Config;
        int[] shape = batch is { } given
            ? Sizes(given)
            : [64, .. DataShape(config)];
        return new RandomNetwork("config", config.Model, config.Init, shape, seed);
    }

    /// <summary>Model and policy as written in a config, without keys that have their default.</summary>
    public string Config
    {
        get
        {
            var all = new IdentityWriter(ExperimentCatalog.Instance).Write(new ExperimentConfig { Model = Model, Init = Init });
            return $"{{\"model\":{all["model"]!.ToJsonString()},\"init\":{all["init"]?.ToJsonString() ?? "{}"}}}";
        }
    }

    /// <summary>Name of the network's activation, as in a config.</summary>
    public string ActivationName
    {
        get
        {
            var activation = Model switch { Mlp mlp => mlp.Activation, Vgg vgg => vgg.Activation, ResNet net => net.Activation, _ => null };
            return ActivationRegistry.Instance.Rows.FirstOrDefault(row => row.OptionsType == activation?.GetType())?.Name ?? "";
        }
    }

    /// <summary>Draws inputs (correlated examples of unequal length) and targets.</summary>
    public (Tensor Inputs, Tensor Targets) Examples()
    {
        var random = HashedRandom.Of(Stream);
        // The weights of seed k are drawn from the stream Stream + k. With the same stream for the inputs, the first weights of seed 0
        // would equal the inputs.
        using var generator = new Generator((ulong)HashedRandom.Of(Stream, InputsPart).Next(), CPU);
        Tensor Normal(params long[] shape) => randn(shape, dtype: ScalarType.Float32, device: CPU, generator: generator);
        long[] shape = [.. Batch.Select(size => (long)size)];
        long[] single = [.. shape.Select(_ => 1L)];
        var perExample = single.ToArray();
        perExample[0] = shape[0];
        var inputs = Normal(shape);
        // Draws Gaussian noise, examples of unequal length, or images whose pixels are correlated.
        if (random.Next(3) > 0)
            inputs *= (0.5 * Normal(perExample)).exp();
        if (shape.Length == 4 && random.Next(2) == 0)
            inputs += Normal([shape[0], shape[1], 1, 1]);
        inputs += 0.5 * random.NextDouble();
        var targets = randint(0, Outputs, [shape[0]], dtype: ScalarType.Int64, device: CPU, generator: generator);
        return (inputs, targets);
    }

    private static int[] Sizes(string batch)
    {
        var sizes = batch.Split('x').Select(text =>
            int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var size) ? size : 0).ToArray();
        return sizes.Length >= 2 && sizes.All(size => size > 0)
            ? sizes
            : throw new InputException($"--batch is '{batch}'; use positive sizes separated by x, examples first: 48x1x8x8.");
    }

    private static IEnumerable<int> DataShape(ExperimentConfig config) =>
        config.Data.Describe(new DataContext(DataRoots.Default(null), CPU, ScalarType.Float32)).InputShape.Select(size => (int)size);

    private static ActivationOptions AnyActivation(Random random)
    {
        var rows = ActivationRegistry.Instance.Rows.ToList();
        // Most networks use rectifiers.
        return random.Next(5) == 0
            ? new ReluActivation()
            : (ActivationOptions)Activator.CreateInstance(rows[random.Next(rows.Count)].OptionsType)!;
    }

    private static Mlp Perceptron(Random random, ActivationOptions activation, string[] kind)
    {
        var depth = LogUniform(random, 2, 40);
        var normalization = kind.Contains("batch") ? "batch" : kind.Contains("layer") ? "layer" : "none";
        if (!kind.Contains("residual"))
            return new Mlp { Hidden = Widths(random, depth), Activation = activation, Normalization = normalization };
        var inBlock = random.Next(1, 4);
        var blocks = Math.Max(1, depth / inBlock);
        return new Mlp
        {
            Hidden = Widths(random, 1 + (blocks * inBlock)),
            Activation = activation,
            Normalization = normalization,
            ResidualForm = random.Next(2) == 0 ? "post" : "pre",
            BlockDepth = inBlock,
            BranchScale = random.Next(3) == 0 ? 0.5 : 1,
        };
    }

    // Draws the widths: all equal, two alternating widths, or each width independently.
    private static int[] Widths(Random random, int depth)
    {
        var (first, second, kind) = (LogUniform(random, 16, 512), LogUniform(random, 16, 512), random.Next(3));
        return [.. Enumerable.Range(0, depth).Select(layer => kind switch
        {
            0 => first,
            1 => layer % 2 == 0 ? first : second,
            _ => LogUniform(random, 16, 512),
        })];
    }

    private static Vgg Convolutional(Random random, ActivationOptions activation, bool batchNorm)
    {
        var items = new List<string>();
        var (depth, pools) = (random.Next(2, 11), random.Next(0, 3));
        var channels = LogUniform(random, 16, 96);
        var isEqual = random.Next(2) == 0;
        for (var layer = 0; layer < depth; layer++)
        {
            items.Add((isEqual ? channels : LogUniform(random, 16, 96)).ToString(CultureInfo.InvariantCulture));
            if (pools > 0 && random.Next(3) == 0)
            {
                items.Add("M");
                pools--;
            }
        }
        return new Vgg
        {
            Channels = string.Join(' ', items),
            BatchNorm = batchNorm,
            Activation = activation,
            Hidden = random.Next(2) == 0 ? [] : [LogUniform(random, 16, 128)],
            DropoutProbability = random.Next(3) == 0 ? 0.3 : 0,
        };
    }

    private static ResNet Residual(Random random, ActivationOptions activation, bool batchNorm) => new()
    {
        Depth = (6 * random.Next(1, 4)) + 2,
        Width = LogUniform(random, 16, 40),
        Shortcut = random.Next(2) == 0 ? "pad" : "projection",
        Normalization = batchNorm ? "batch" : "none",
        Preactivation = random.Next(2) == 0,
        Activation = activation,
    };

    private static int LogUniform(Random random, int low, int high) =>
        (int)Math.Round(low * Math.Pow(high / (double)low, random.NextDouble()));
}
