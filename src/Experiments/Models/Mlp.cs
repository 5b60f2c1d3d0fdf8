using Experiments.Scripts;

namespace Experiments.Models;

/// <summary>
/// A multilayer perceptron. Each hidden layer is Linear, followed by normalisation, activation and dropout if requested. The names of these
/// modules are <c>features.N</c> with consecutive numbers; <c>classifier.0</c> is the linear layer to the outputs.
/// </summary>
/// <remarks>
/// With <c>residual</c>, the first hidden layer is the stem, and each group of <c>block_depth</c> further layers is a
/// <see cref="Residual"/> block:
/// <c>post</c>: <c>φ(shortcut(x) + scale · norm(W₂ φ(norm(W₁ x))))</c>, after a stem with norm and φ;
/// <c>pre</c>: <c>shortcut(x) + scale · W₂ φ(norm(W₁ φ(norm(x))))</c>, after a linear stem without norm and φ, and with norm and φ after
/// the last block.
/// The shortcut is the identity, or a linear layer without bias if the width changes (in <c>post</c>, followed by the normalisation).
/// </remarks>
public sealed record Mlp : ModelOptions, IValidated
{
    [Option("hidden", "Widths of the hidden layers, first to last; [] for none.", Minimum = 1, Maximum = 1_000_000)]
    public IReadOnlyList<int> Hidden { get; init; } = [256, 128];

    [Option("activation", "The function after each hidden layer.")]
    public ActivationOptions Activation { get; init; } = new ReluActivation();

    [Option("normalization", "Normalisation between a hidden layer and its activation.", Allowed = ["none", "batch", "layer"])]
    public string Normalization { get; init; } = "none";

    [Option("dropout", "Probability of zeroing a hidden unit in training, after the activation.",
        Minimum = 0, Maximum = 1, ExclusiveMaximum = true)]
    public double DropoutProbability { get; init; }

    [Option("dropout_kind", SharedKeys.DropoutKind, Allowed = ["standard", "alpha"])]
    public string DropoutKind { get; init; } = "standard";

    [Option("bias", "Whether linear layers have a bias.")]
    public bool Bias { get; init; } = true;

    [Option("weight_standardization",
        "Whether to standardise the weights of each hidden unit to mean 0 and variance 1 (Qiao et al. 2019); needs a normalisation.")]
    public bool WeightStandardization { get; init; }

    [Option("residual", "Residual blocks: none; post: the activation follows the addition; pre: normalisation and activation precede each "
        + "linear layer of a block. The first hidden layer is the stem; the others form the blocks.",
        Allowed = ["none", "post", "pre"])]
    public string ResidualForm { get; init; } = "none";

    [Option("block_depth", "Hidden layers in a residual block.", Minimum = 1, Maximum = 10_000)]
    public int BlockDepth { get; init; } = 2;

    [Option("branch_scale", "Factor on the output of each residual branch before the addition.")]
    public double BranchScale { get; init; } = 1;

    [Option("learn_branch_scale", SharedKeys.LearnBranchScale)]
    public bool LearnBranchScale { get; init; }

    private bool IsResidual => ResidualForm != "none";

    /// <inheritdoc/>
    public IEnumerable<string> Mistakes()
    {
        if (IsResidual && (Hidden.Count == 0 || (Hidden.Count - 1) % BlockDepth != 0))
            yield return $"hidden has {Hidden.Count} widths; with residual, hidden needs one width for the stem and {BlockDepth} for "
                + "each block";
        if (WeightStandardization && Normalization == "none")
            yield return SharedKeys.StandardizedWithoutNorm("set normalization");
    }

    /// <inheritdoc/>
    public IEnumerable<string> IdleKeys()
    {
        if (!IsResidual && (BlockDepth != 2 || BranchScale != 1 || LearnBranchScale))
            yield return "block_depth, branch_scale and learn_branch_scale have no effect without residual blocks; set residual to "
                + "post or pre, or leave these keys out";
        if (DropoutKind != "standard" && DropoutProbability == 0)
            yield return "dropout_kind has no effect while dropout is 0; set dropout, or leave dropout_kind out";
    }

    /// <inheritdoc/>
    public override IEnumerable<string> Warnings => DropoutProbability > 0 ? Parts.DropoutWarnings(DropoutKind, Activation) : [];

    /// <inheritdoc/>
    public override bool DrawsRandomNumbers => DropoutProbability > 0 || Activation.DrawsRandomNumbers;

    /// <inheritdoc/>
    public override PyModel? PyTorch(ModelShape shape, string precision) =>
        Activation.PyTorch() is { } activation ? MlpScript.Of(this, activation, shape, precision) : null;

    /// <inheritdoc/>
    public override Module<Tensor, Tensor> Build(ModelShape shape)
    {
        var features = IsResidual
            ? WithBlocks(shape.Features)
            : Hidden.SelectMany((width, i) => HiddenLayer(i == 0 ? shape.Features : Hidden[i - 1], width));
        var modules = features.ToList();
        var classifier = Sequential(Linear(Hidden.Count == 0 ? shape.Features : Hidden[^1], shape.Outputs, hasBias: Bias));
        return new Network("mlp", modules.Count == 0 ? null : Sequential(modules), classifier, flattensFirst: true);
    }

    private IEnumerable<Module<Tensor, Tensor>> WithBlocks(long inputs)
    {
        var isPre = ResidualForm == "pre";
        IEnumerable<Module<Tensor, Tensor>> stem = isPre ? [Layer(inputs, Hidden[0])] : HiddenLayer(inputs, Hidden[0]);
        IEnumerable<Module<Tensor, Tensor>> end = isPre ? NormAndActivation(Hidden[^1]) : [];
        var blocks = Enumerable.Range(0, (Hidden.Count - 1) / BlockDepth);
        return [.. stem, .. blocks.Select(block => Block([.. Hidden.Skip(block * BlockDepth).Take(BlockDepth + 1)])), .. end];
    }

    // Returns the widths of the input and of each layer.
    private Residual Block(IReadOnlyList<int> widths)
    {
        var isPre = ResidualForm == "pre";
        var branch = widths.Skip(1).SelectMany((width, i) => isPre
            ? NormAndActivation(widths[i]).Concat(i == 0 ? [] : DropoutAfter()).Append(Layer(widths[i], width))
            : i == widths.Count - 2 ? [Layer(widths[i], width), .. Norm(width)] : HiddenLayer(widths[i], width));
        return new Residual(Sequential(branch), ShortcutTo(widths[0], widths[^1]), isPre ? null : Activation.Build(), BranchScale,
            LearnBranchScale);
    }

    private Module<Tensor, Tensor>? ShortcutTo(int inputs, int outputs)
    {
        if (inputs == outputs)
            return null;
        var projection = Parts.LinearLayer(inputs, outputs, hasBias: false, WeightStandardization);
        return ResidualForm == "post" && Normalization != "none" ? Sequential([projection, .. Norm(outputs)]) : projection;
    }

    private IEnumerable<Module<Tensor, Tensor>> HiddenLayer(long inputs, int width) =>
        [Layer(inputs, width), .. NormAndActivation(width), .. DropoutAfter()];

    private Module<Tensor, Tensor> Layer(long inputs, int width) => Parts.LinearLayer(inputs, width, Bias, WeightStandardization);

    private IEnumerable<Module<Tensor, Tensor>> NormAndActivation(int width) => Norm(width).Append(Activation.Build());

    private IEnumerable<Module<Tensor, Tensor>> Norm(int width) => Normalization switch
    {
        "batch" => [BatchNorm1d(width)],
        "layer" => [LayerNorm(width)],
        _ => [],
    };

    private IEnumerable<Module<Tensor, Tensor>> DropoutAfter() =>
        DropoutProbability > 0 ? [Parts.DropoutOf(DropoutKind, DropoutProbability)] : [];
}
