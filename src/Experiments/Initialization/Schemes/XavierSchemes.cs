using static TorchSharp.torch;

namespace Experiments.Initialization;

/// <summary>
/// std = gain · √(2 / (fan_in + fan_out)): between the variance that keeps the forward signal and the one that keeps the gradient.
/// X. Glorot and Y. Bengio, Understanding the difficulty of training deep feedforward neural networks, 2010.
/// </summary>
public abstract record XavierScheme : GainScheme
{
    private protected abstract Distribution Distribution { get; }

    /// <inheritdoc/>
    public sealed override string? Objection(InitTarget target) => FanScheme.ObjectionToShape(target);

    /// <inheritdoc/>
    public sealed override double? Std(InitTarget target) => Primitive(target).Std(target.TorchFans);

    /// <inheritdoc/>
    public sealed override void Fill(Tensor tensor, InitTarget target, Generator generator) =>
        Primitive(target).Fill(tensor, target.TorchFans, generator);

    private VarianceScaling Primitive(InitTarget target) => new(Gain(target)!.Value, FanMode.FanAverage, Distribution);
}

/// <summary>Xavier with uniform values, PyTorch's <c>xavier_uniform_</c>.</summary>
public sealed record XavierUniformScheme : XavierScheme
{
    private protected override Distribution Distribution => Distribution.Uniform;
}

/// <summary>Xavier with normal values, PyTorch's <c>xavier_normal_</c>.</summary>
public sealed record XavierNormalScheme : XavierScheme
{
    private protected override Distribution Distribution => Distribution.Normal;
}
