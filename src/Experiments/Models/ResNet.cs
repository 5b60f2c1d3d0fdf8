using Experiments.Scripts;

namespace Experiments.Models;

/// <summary>
/// The residual network for small images, of depth 6n + 2. The network has a 3×3 convolution, three stages of n blocks, the mean over all
/// positions, and a linear layer. A block has two 3×3 convolutions. The stages have width, 2·width and 4·width channels; the second and the
/// third stage begin with stride 2. A block computes <c>φ(shortcut(x) + norm(conv(φ(norm(conv(x))))))</c>, or with preactivation
/// <c>shortcut(x) + conv(φ(norm(conv(φ(norm(x))))))</c>. He, Zhang, Ren and Sun, Deep Residual Learning for Image Recognition, 2016,
/// section 4.2; Identity Mappings in Deep Residual Networks, 2016.
/// </summary>
public sealed record ResNet : ModelOptions, IValidated
{
    [Option("depth", "Number of layers with weights on the longest path, 6n + 2; the paper uses 20, 32, 44, 56, 110 and 1202.",
        Minimum = 8, Maximum = 1202)]
    public int Depth { get; init; } = 20;

    [Option("width", "Channels of the first stage; the second stage has twice as many, the third four times.", Minimum = 1,
        Maximum = 65_536)]
    public int Width { get; init; } = 16;

    [Option("shortcut",
        "Shortcut where the number of channels grows. pad: take every second row and column and add channels of zeros (option A of "
            + "the paper); projection: a 1×1 convolution (option B).",
        Allowed = ["pad", "projection"])]
    public string Shortcut { get; init; } = "pad";

    [Option("normalization",
        "Normalisation after each convolution (with preactivation, before each activation); with none, convolutions have a bias.",
        Allowed = ["batch", "none"])]
    public string Normalization { get; init; } = "batch";

    [Option("preactivation",
        "Whether normalisation and activation precede the convolutions of a branch, with nothing after the addition (He et al. 2016, "
            + "Identity Mappings).")]
    public bool Preactivation { get; init; }

    [Option("fixup_scalars",
        "Whether each convolution and activation of a branch gets a learned scalar bias before it, and each branch a learned "
            + "multiplier, in "
            + "place of a bias per channel (Zhang et al. 2019); needs normalization none.")]
    public bool FixupScalars { get; init; }

    [Option("activation", "The function after each convolution and addition.")]
    public ActivationOptions Activation { get; init; } = new ReluActivation();

    [Option("dropout", "Probability of zeroing a value between the two convolutions of a branch in training (Zagoruyko & "
        + "Komodakis 2016).",
        Minimum = 0, Maximum = 1, ExclusiveMaximum = true)]
    public double DropoutProbability { get; init; }

    [Option("dropout_kind",
        "standard: single values become 0; alpha: single values become SELU's negative limit, which preserves mean and variance "
            + "(Klambauer et al. 2017); feature: whole channels become 0.",
        Allowed = ["standard", "alpha", "feature"])]
    public string DropoutKind { get; init; } = "standard";

    [Option("weight_standardization",
        "Whether to standardise the weights of each convolution output to mean 0 and variance 1 (Qiao et al. 2019); needs a "
            + "normalisation.")]
    public bool WeightStandardization { get; init; }

    [Option("branch_scale", "Factor on the output of each residual branch before the addition.")]
    public double BranchScale { get; init; } = 1;

    [Option("learn_branch_scale", SharedKeys.LearnBranchScale)]
    public bool LearnBranchScale { get; init; }

    [Option("memory_format", SharedKeys.MemoryFormat, Allowed = ["contiguous", "channels_last"])]
    public string MemoryFormat { get; init; } = "contiguous";

    private bool HasNorm => Normalization == "batch";

    // Convolutions need no bias if a normalisation follows, because the normalisation adds a shift. Convolutions also need no bias if the
    // network has the scalar biases of Fixup.
    private bool HasBias => !HasNorm && !FixupScalars;

    /// <inheritdoc/>
    public IEnumerable<string> Mistakes()
    {
        if (Depth % 6 != 2)
            yield return string.Create(CultureInfo.InvariantCulture,
                $"depth is {Depth}; it must be 6n + 2, such as {Math.Max(8, Depth - ((Depth + 4) % 6))} or "
                    + $"{Depth + 6 - ((Depth + 4) % 6)}");
        if (FixupScalars && HasNorm)
            yield return "fixup_scalars is for networks without normalisation; set normalization to none, or leave fixup_scalars out";
        if (FixupScalars && Preactivation)
            yield return "fixup_scalars is defined for blocks with the activation after the addition; set preactivation to false, or leave "
                + "fixup_scalars out";
        if (WeightStandardization && !HasNorm)
            yield return SharedKeys.StandardizedWithoutNorm("set normalization to batch");
    }

    /// <inheritdoc/>
    public IEnumerable<string> IdleKeys()
    {
        if (DropoutKind != "standard" && DropoutProbability == 0)
            yield return "dropout_kind has no effect while dropout is 0; set dropout, or leave dropout_kind out";
    }

    /// <inheritdoc/>
    public override IEnumerable<string> Warnings => DropoutProbability > 0 ? Parts.DropoutWarnings(DropoutKind, Activation) : [];

    /// <inheritdoc/>
    public override bool DrawsRandomNumbers => DropoutProbability > 0 || Activation.DrawsRandomNumbers;

    /// <inheritdoc/>
    public override PyModel? PyTorch(ModelShape shape, string precision) =>
        Activation.PyTorch() is { } activation ? ResNetScript.Of(this, activation, shape, precision) : null;

    /// <inheritdoc/>
    public override Module<Tensor, Tensor> Build(ModelShape shape)
    {
        if (shape.Input.Count != 3)
            throw new InputException(
                $"model: resnet needs images [channels, height, width], but the data has examples of shape "
                    + $"[{string.Join(", ", shape.Input)}]. Use mlp with residual for this data.");
        var features = new List<(string Name, Module<Tensor, Tensor> Module)> { ("conv", Convolution(shape.Input[0], Width)) };
        if (!Preactivation)
            features.AddRange(NormAndActivation("", Width));
        long channels = Width;
        for (var stage = 0; stage < 3; stage++)
        {
            var outputs = (long)Width << stage;
            features.Add((string.Create(CultureInfo.InvariantCulture, $"stage{stage + 1}"),
                Stage(channels, outputs, stride: stage == 0 ? 1 : 2)));
            channels = outputs;
        }
        if (Preactivation)
            features.AddRange(NormAndActivation("", channels));
        features.Add(("pool", AdaptiveAvgPool2d(1L)));
        if (FixupScalars)
            features.Add(("last_bias", new ScalarBias()));
        return ChannelsLast.In(MemoryFormat,
            new Network("resnet", Sequential(features), Sequential(Linear(channels, shape.Outputs, hasBias: true)), flattensFirst: false));
    }

    private TorchSharp.Modules.Sequential Stage(long inputs, long outputs, long stride)
    {
        var blocks = new List<Module<Tensor, Tensor>> { Block(inputs, outputs, stride) };
        for (var block = 1; block < (Depth - 2) / 6; block++)
            blocks.Add(Block(outputs, outputs, stride: 1));
        return Sequential(blocks);
    }

    private Residual Block(long inputs, long outputs, long stride) => new(
        Sequential(Preactivation ? PreBranch(inputs, outputs, stride) : PostBranch(inputs, outputs, stride)),
        inputs == outputs && stride == 1 ? null : ShortcutTo(inputs, outputs, stride),
        Preactivation ? null : Activation.Build(),
        BranchScale,
        LearnBranchScale);

    private IEnumerable<(string, Module<Tensor, Tensor>)> PostBranch(long inputs, long outputs, long stride) =>
    [
        .. Fixup("bias1a"), ("conv1", Convolution(inputs, outputs, stride: stride)), .. NormAndActivation("1", outputs),
        .. DropoutBetween(),
        .. Fixup("bias2a"), ("conv2", Convolution(outputs, outputs)), .. Norm("2", outputs),
        .. FixupScalars ? [("multiplier", new ScalarMultiplier()), .. Fixup("bias2b")] : Nothing,
    ];

    private IEnumerable<(string, Module<Tensor, Tensor>)> PreBranch(long inputs, long outputs, long stride) =>
    [
        .. NormAndActivation("1", inputs), ("conv1", Convolution(inputs, outputs, stride: stride)),
        .. NormAndActivation("2", outputs), .. DropoutBetween(), ("conv2", Convolution(outputs, outputs)),
    ];

    private Module<Tensor, Tensor> ShortcutTo(long inputs, long outputs, long stride)
    {
        if (Shortcut == "pad")
            return new PaddingShortcut(inputs, outputs, stride);
        var projection = Convolution(inputs, outputs, kernelSize: 1, stride: stride);
        return HasNorm && !Preactivation ? Sequential(("conv", projection), ("norm", BatchNorm2d(outputs))) : projection;
    }

    private static IEnumerable<(string, Module<Tensor, Tensor>)> Nothing => [];

    private IEnumerable<(string, Module<Tensor, Tensor>)> Norm(string number, long channels) =>
        HasNorm ? [("norm" + number, BatchNorm2d(channels))] : Nothing;

    private IEnumerable<(string, Module<Tensor, Tensor>)> NormAndActivation(string number, long channels) =>
        [.. Norm(number, channels), .. Fixup(number.Length == 0 ? "bias" : $"bias{number}b"), ("activation" + number, Activation.Build())];

    private IEnumerable<(string, Module<Tensor, Tensor>)> Fixup(string name) => FixupScalars ? [(name, new ScalarBias())] : Nothing;

    private IEnumerable<(string, Module<Tensor, Tensor>)> DropoutBetween() =>
        DropoutProbability > 0 ? [("dropout", Parts.DropoutOf(DropoutKind, DropoutProbability))] : Nothing;

    private Module<Tensor, Tensor> Convolution(long inputs, long outputs, long kernelSize = 3, long stride = 1) =>
        Parts.Convolution(inputs, outputs, kernelSize, stride, HasBias, WeightStandardization);
}
