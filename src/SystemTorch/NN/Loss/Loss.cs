using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchSharp;

/// <summary>A loss of a prediction and a target.</summary>
public abstract class Loss<T1, T2, TResult> : nn.Module<T1, T2, TResult>
{
    public Loss(Reduction reduction = Reduction.Mean) : base("Loss") => this.reduction = reduction;

    public Reduction reduction { get; }
}

/// <summary>A loss whose classes, or values, carry weights. The weight is the caller's: neither registered nor disposed.</summary>
public abstract class WeightedLoss<T1, T2, TResult> : Loss<T1, T2, TResult>
{
    public WeightedLoss(Tensor? weight = null, Reduction reduction = Reduction.Mean) : base(reduction) => this.weight = weight;

    public Tensor? weight { get; }
}
