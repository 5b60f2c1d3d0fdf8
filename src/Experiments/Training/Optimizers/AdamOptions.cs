using Experiments.Configuration;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Experiments.Training;

/// <summary>
/// Adam (Kingma &amp; Ba, 2015) as <c>torch.optim.Adam</c>: g ← g + λθ; m ← β₁m + (1 − β₁)g; v ← β₂v + (1 − β₂)g²;
/// θ ← θ − η·m̂ / (√v̂ + ε) with m̂ = m/(1 − β₁ᵗ), v̂ = v/(1 − β₂ᵗ).
/// </summary>
public sealed record AdamOptions : OptimizerOptions, IValidated
{
    [Option("lr", "Learning rate η.", Chinese = "学习率 η。", Minimum = 0)]
    public double Lr { get; init; } = 1e-3;

    [Option("betas", "Decay rates β₁ and β₂ of the means of gradients and of squared gradients.",
        Chinese = "梯度均值和梯度平方均值的衰减率 β₁ 和 β₂。", Minimum = 0, Maximum = 1, ExclusiveMaximum = true, MinimumLength = 2, MaximumLength = 2)]
    public IReadOnlyList<double> Betas { get; init; } = [0.9, 0.999];

    [Option("eps", "Added to the denominator, ε.", Chinese = "加在分母上的 ε。", Minimum = 0)]
    public double Eps { get; init; } = 1e-8;

    [Option("weight_decay", "L2 penalty λ, added to the gradient.", Chinese = "L2 惩罚系数 λ，加到梯度上。", Minimum = 0)]
    public double WeightDecay { get; init; }

    [Option("amsgrad", "Whether the denominator takes the largest second moment so far (Reddi et al., 2018).",
        Chinese = "分母是否取迄今最大的二阶矩（Reddi et al., 2018）。")]
    public bool Amsgrad { get; init; }

    /// <inheritdoc/>
    public override double BaseLearningRate => Lr;

    /// <inheritdoc/>
    public IEnumerable<string> Mistakes()
    {
        if (Betas.Count != 2)
            yield return $"betas needs 2 numbers, and {Betas.Count} are given";
    }

    /// <inheritdoc/>
    public override OptimizerHelper Build(Module model)
    {
        var groups = Groups(model).Select(group => new Adam.ParamGroup(
            group.Parameters, lr: Lr, beta1: Betas[0], beta2: Betas[1], eps: Eps, weight_decay: group.Decays ? WeightDecay : 0, amsgrad: Amsgrad, maximize: false));
        return optim.Adam(groups, lr: Lr, beta1: Betas[0], beta2: Betas[1], eps: Eps, weight_decay: WeightDecay, amsgrad: Amsgrad, maximize: false);
    }

    /// <inheritdoc/>
    public override IEnumerable<(string Name, Tensor Value)> StateTensors(OptimizerState state)
    {
        var adam = (Adam.State)state;
        yield return ("exp_avg", adam.exp_avg);
        yield return ("exp_avg_sq", adam.exp_avg_sq);
        if (adam.max_exp_avg_sq is { } largest)
            yield return ("max_exp_avg_sq", largest);
    }

    /// <inheritdoc/>
    public override long StateStep(OptimizerState state) => ((Adam.State)state).step;

    /// <inheritdoc/>
    public override void RestoreState(OptimizerState state, IReadOnlyDictionary<string, Tensor> tensors, long step, Device device)
    {
        var adam = (Adam.State)state;
        adam.step = step;
        adam.exp_avg.copy_(tensors["exp_avg"]);
        adam.exp_avg_sq.copy_(tensors["exp_avg_sq"]);
        adam.max_exp_avg_sq?.copy_(tensors["max_exp_avg_sq"]);
    }
}
