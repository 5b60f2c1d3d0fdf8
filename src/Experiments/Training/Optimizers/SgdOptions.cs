using Experiments.Configuration;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Experiments.Training;

/// <summary>
/// Stochastic gradient descent as <c>torch.optim.SGD</c>: g ← g + λθ; b ← μb + (1 − τ)g (b ← g at the first step);
/// θ ← θ − η·b, or θ − η·(g + μb) with Nesterov's momentum (Sutskever et al., 2013).
/// </summary>
public sealed record SgdOptions : OptimizerOptions, IValidated
{
    [Option("lr", "Learning rate η.", Chinese = "学习率 η。", Minimum = 0)]
    public double Lr { get; init; } = 1e-3;

    [Option("momentum", "Momentum μ.", Chinese = "动量 μ。", Minimum = 0, Maximum = 1)]
    public double Momentum { get; init; }

    [Option("dampening", "Dampening τ of the momentum.", Chinese = "动量的阻尼 τ。", Minimum = 0, Maximum = 1)]
    public double Dampening { get; init; }

    [Option("weight_decay", "L2 penalty λ, added to the gradient.", Chinese = "L2 惩罚系数 λ，加到梯度上。", Minimum = 0)]
    public double WeightDecay { get; init; }

    [Option("nesterov", "Whether momentum is Nesterov's; needs momentum and no dampening.", Chinese = "是否用 Nesterov 动量；要求有动量且没有阻尼。")]
    public bool Nesterov { get; init; }

    /// <inheritdoc/>
    public override double BaseLearningRate => Lr;

    /// <inheritdoc/>
    public IEnumerable<string> Mistakes()
    {
        if (Nesterov && (Momentum <= 0 || Dampening != 0))
            yield return "nesterov needs a momentum above 0 and a dampening of 0";
    }

    /// <inheritdoc/>
    public override OptimizerHelper Build(Module model)
    {
        var groups = Groups(model).Select(group => new SGD.ParamGroup(
            group.Parameters, lr: Lr, momentum: Momentum, dampening: Dampening, weight_decay: group.Decays ? WeightDecay : 0, nesterov: Nesterov, maximize: false));
        return optim.SGD(groups, learningRate: Lr, momentum: Momentum, dampening: Dampening, weight_decay: WeightDecay, nesterov: Nesterov, maximize: false);
    }

    /// <inheritdoc/>
    public override IEnumerable<(string Name, Tensor Value)> StateTensors(OptimizerState state)
    {
        if (((SGD.State)state).momentum_buffer is { } buffer)
            yield return ("momentum_buffer", buffer);
    }

    /// <inheritdoc/>
    public override void RestoreState(OptimizerState state, IReadOnlyDictionary<string, Tensor> tensors, long step, Device device)
    {
        var sgd = (SGD.State)state;
        sgd.momentum_buffer?.Dispose();
        sgd.momentum_buffer = tensors.TryGetValue("momentum_buffer", out var buffer)
            ? buffer.to(device, copy: true).DetachFromDisposeScope()
            : null!;
    }
}
