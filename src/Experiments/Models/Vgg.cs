using Experiments.Scripts;

namespace Experiments.Models;

/// <summary>
/// VGG: 3×3 convolutions with padding 1, each followed by an activation, and 2×2 max-pooling for each M in the channel list. The modules of
/// <c>features</c> and <c>classifier</c> are numbered as in torchvision, so the names and shapes of the features' parameters are the same
/// as in torchvision. With <c>head: torchvision</c>, all names and shapes of the network are the same. Simonyan and Zisserman, Very Deep
/// Convolutional Networks for Large-Scale Image Recognition, 2015, table 1 (columns A, B, D, E).
/// </summary>
public sealed record Vgg : ModelOptions, IValidated
{
    private const string Pool = "M";

    private static readonly Dictionary<int, string> ChannelsByDepth = new()
    {
        [11] = "64 M 128 M 256 256 M 512 512 M 512 512 M",
        [13] = "64 64 M 128 128 M 256 256 M 512 512 M 512 512 M",
        [16] = "64 64 M 128 128 M 256 256 256 M 512 512 512 M 512 512 512 M",
        [19] = "64 64 M 128 128 M 256 256 256 256 M 512 512 512 512 M 512 512 512 512 M",
    };

    [Option("depth", "Number of layers with weights in the original network: 11, 13, 16 or 19; depth chooses the channel list. The "
        + "default is 11 unless channels is set.")]
    public int? Depth { get; init; }

    [Option("channels", "Channel list to use instead of depth: the output channels of each convolution, and M for a max-pool, such as "
        + "'16 16 M 32 32 M'.",
        Pattern = "[1-9][0-9]{0,4}( ([1-9][0-9]{0,4}|M))*",
        PatternInWords = "numbers and M with one space between them, a number first, such as '16 16 M 32 M'")]
    public string? Channels { get; init; }

    [Option("width_multiplier", "Factor on the channel numbers that depth gives; the result is rounded and at least 1.",
        Minimum = 0, ExclusiveMinimum = true, Maximum = 100)]
    public double WidthMultiplier { get; init; } = 1;

    [Option("batch_norm", "Whether a batch normalisation follows each convolution.")]
    public bool BatchNorm { get; init; }

    [Option("activation", "The function after each convolution and each hidden layer of the classifier.")]
    public ActivationOptions Activation { get; init; } = new ReluActivation();

    [Option("weight_standardization",
        "Whether to standardise the weights of each convolution output to mean 0 and variance 1 (Qiao et al. 2019); needs batch_norm.")]
    public bool WeightStandardization { get; init; }

    [Option("dropout2d", "Probability of zeroing a whole channel in training, after the activation of each convolution (Tompson "
        + "et al. 2015).",
        Minimum = 0, Maximum = 1, ExclusiveMaximum = true)]
    public double ChannelDropoutProbability { get; init; }

    [Option("ceil_mode", "Whether max-pools keep an odd last row and column. null: only if the images would otherwise shrink to nothing, "
        + "such as 28×28 with five pools (28, 14, 7, 4, 2, 1).")]
    public bool? CeilMode { get; init; }

    [Option("head", "small: the last feature map is flattened before the hidden layers; torchvision: the feature map is averaged to "
        + "7×7 before two layers of 4096 units.",
        Allowed = ["small", "torchvision"])]
    public string Head { get; init; } = "small";

    [Option("hidden", "Widths of the hidden layers of the small head; [] for none.", Minimum = 1, Maximum = 1_000_000)]
    public IReadOnlyList<int> Hidden { get; init; } = [];

    [Option("dropout", "Probability of zeroing a hidden unit of the classifier in training.",
        Minimum = 0, Maximum = 1, ExclusiveMaximum = true)]
    public double DropoutProbability { get; init; } = 0.5;

    [Option("dropout_kind", SharedKeys.DropoutKind, Allowed = ["standard", "alpha"])]
    public string DropoutKind { get; init; } = "standard";

    [Option("memory_format", SharedKeys.MemoryFormat, Allowed = ["contiguous", "channels_last"])]
    public string MemoryFormat { get; init; } = "contiguous";

    /// <inheritdoc/>
    public IEnumerable<string> Mistakes()
    {
        if (Depth is not null && Channels is not null)
            yield return "depth and channels both define the convolutions; set one of them and leave the other null";
        if (Depth is { } depth && !ChannelsByDepth.ContainsKey(depth))
            yield return $"depth is {depth}; use {string.Join(", ", ChannelsByDepth.Keys)}, or set channels for another network";
        if (Head == "torchvision" && Hidden.Count > 0)
            yield return "hidden is for the small head only; torchvision's head has two layers of 4096 units; leave hidden out";
        if (Channels is not null && WidthMultiplier != 1)
            yield return "width_multiplier applies only to depth's channel list; change the numbers in channels instead";
        if (WeightStandardization && !BatchNorm)
            yield return SharedKeys.StandardizedWithoutNorm("set batch_norm");
    }

    /// <inheritdoc/>
    public IEnumerable<string> IdleKeys()
    {
        if (!HasHiddenHead && DropoutProbability != 0 && DropoutProbability != new Vgg().DropoutProbability)
            yield return "dropout has no effect while the classifier has no hidden layers; set hidden, use dropout2d for the convolutions, "
                + "or leave dropout out";
        if (DropoutKind != "standard" && (!HasHiddenHead || DropoutProbability == 0))
            yield return "dropout_kind has no effect without dropout in hidden layers of the classifier; set hidden and dropout, or leave "
                + "dropout_kind out";
    }

    /// <inheritdoc/>
    public override IEnumerable<string> Warnings =>
        HasHiddenHead && DropoutProbability > 0 ? Parts.DropoutWarnings(DropoutKind, Activation) : [];

    private bool HasHiddenHead => Head == "torchvision" || Hidden.Count > 0;

    /// <inheritdoc/>
    public override bool DrawsRandomNumbers =>
        ChannelDropoutProbability > 0 || (HasHiddenHead && DropoutProbability > 0) || Activation.DrawsRandomNumbers;

    /// <inheritdoc/>
    public override PyModel? PyTorch(ModelShape shape, string precision) =>
        Activation.PyTorch() is { } activation ? VggScript.Of(this, activation, shape, precision) : null;

    /// <inheritdoc/>
    public override Module<Tensor, Tensor> Build(ModelShape shape)
    {
        if (shape.Input.Count != 3)
            throw new InputException(
                $"model: vgg needs images [channels, height, width], but the data has examples of shape "
                    + $"[{string.Join(", ", shape.Input)}]. "
                    + $"Use mlp or softmax_regression for this data.");
        var (keepsOdd, height, width) = Geometry(shape);
        var features = Features(shape.Input[0], keepsOdd, out var channels);
        if (Head == "torchvision")
            features.Add(("avgpool", AdaptiveAvgPool2d(7)));
        return ChannelsLast.In(MemoryFormat,
            new Network("vgg", Sequential(features), Classifier(channels * height * width, shape.Outputs), flattensFirst: false));
    }

    /// <summary>Channels of each convolution, in order; null for a max-pool.</summary>
    internal IReadOnlyList<long?> Items =>
        [.. (Channels ?? ChannelsByDepth[Depth ?? 11]).Split(' ').Select(item => item == Pool
            ? (long?)null
            : Math.Max(1, (long)Math.Round(WidthMultiplier * long.Parse(item, CultureInfo.InvariantCulture))))];

    /// <summary>Returns whether max-pools keep an odd last row and column, and the size of the classifier's input images.</summary>
    internal (bool KeepsOdd, long Height, long Width) Geometry(ModelShape shape)
    {
        var pools = Items.Count(item => item is null);
        var keepsOdd = CeilMode ?? Math.Min(shape.Input[1], shape.Input[2]) >> Math.Min(pools, 62) == 0;
        var (height, width) = SizeAfterPools(shape, pools, keepsOdd);
        return Head == "torchvision" ? (keepsOdd, 7, 7) : (keepsOdd, height, width);
    }

    /// <summary>Widths of the classifier's hidden layers.</summary>
    internal IReadOnlyList<int> HeadWidths => Head == "torchvision" ? [4096, 4096] : Hidden;

    private static (long Height, long Width) SizeAfterPools(ModelShape shape, int pools, bool keepsOdd)
    {
        var (height, width) = (shape.Input[1], shape.Input[2]);
        for (var pool = 1; pool <= pools; pool++)
        {
            (height, width) = (Halve(height, keepsOdd), Halve(width, keepsOdd));
            if (height < 1 || width < 1)
                throw new InputException(
                    $"model: images of {shape.Input[1]}×{shape.Input[2]} are too small for {pools} max-pools: no pixels are left after "
                        + $"max-pool {pool}. " +
                    "Leave ceil_mode out, or use a channel list with fewer M.");
        }
        return (height, width);
    }

    private static long Halve(long size, bool keepsOdd) => keepsOdd ? (size + 1) / 2 : size / 2;

    private List<(string Name, Module<Tensor, Tensor> Module)> Features(long channels, bool keepsOdd, out long lastChannels)
    {
        var modules = new List<(string, Module<Tensor, Tensor>)>();
        foreach (var item in Items)
        {
            if (item is not { } outputs)
            {
                Append(MaxPool2d(kernel_size: 2L, stride: 2L, ceil_mode: keepsOdd));
                continue;
            }
            Append(Parts.Convolution(channels, outputs, kernelSize: 3, stride: 1, hasBias: true, WeightStandardization));
            if (BatchNorm)
                Append(BatchNorm2d(outputs));
            Append(Activation.Build());
            if (ChannelDropoutProbability > 0)
                Append(Parts.DropoutOf("feature", ChannelDropoutProbability));
            channels = outputs;
        }
        lastChannels = channels;
        return modules;

        void Append(Module<Tensor, Tensor> module) => modules.Add((modules.Count.ToString(CultureInfo.InvariantCulture), module));
    }

    private TorchSharp.Modules.Sequential Classifier(long inputs, int outputs)
    {
        var layers = new List<Module<Tensor, Tensor>>();
        foreach (var width in HeadWidths)
        {
            layers.Add(Linear(inputs, width, hasBias: true));
            layers.Add(Activation.Build());
            layers.Add(Parts.DropoutOf(DropoutKind, DropoutProbability));
            inputs = width;
        }
        layers.Add(Linear(inputs, outputs, hasBias: true));
        return Sequential(layers);
    }
}
