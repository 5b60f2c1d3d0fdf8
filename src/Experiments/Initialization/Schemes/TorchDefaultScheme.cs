using Experiments.Models;
using Experiments.Scripts;

namespace Experiments.Initialization;

/// <summary>
/// The default of the layer type in PyTorch (<c>reset_parameters</c>). Linear and convolution weights are kaiming_uniform with a = √5, so
/// std = 1/√(3·fan_in); their biases are U(±1/√fan_in). Normalisation scales are 1 and shifts 0. PReLU's slope is the value of its option
/// <c>init</c>.
/// </summary>
public sealed record TorchDefaultScheme : Scheme
{
    private static readonly VarianceScaling Weights =
        new(Gains.Calculate("leaky_relu", Math.Sqrt(5)), FanMode.FanIn, Distribution.Uniform);

    /// <inheritdoc/>
    public override string? Objection(InitTarget target) => target.Layer.Kind == LayerKind.Other
        ? $"has no default for a layer of type {target.Layer.Module.GetName()}"
        : null;

    /// <inheritdoc/>
    public override WeightLaw? Law(InitTarget target)
    {
        if (!target.Layer.IsWeighted)
            return new WeightLaw(Constant(target), 0) { Entries = EntryKind.Equal };
        return target.IsMatrix
            ? Weights.Law(target.TorchFans)
            : new WeightLaw(0, BiasBound(target) / Math.Sqrt(3)) { ExcessKurtosis = Distributions.UniformExcess };
    }

    /// <inheritdoc/>
    public override PyText? PyTorch(InitTarget target, string tensor) =>
        target.IsMatrix ? $"nn.init.kaiming_uniform_({tensor}, a=math.sqrt(5))"
        : target.Layer.IsWeighted ? $"nn.init.uniform_({tensor}, {Py.Number(-BiasBound(target))}, {Py.Number(BiasBound(target))})"
        : $"nn.init.constant_({tensor}, {Py.Number(Constant(target))})";

    /// <inheritdoc/>
    public override void Fill(Tensor tensor, InitTarget target, Generator generator)
    {
        if (target.IsMatrix)
            Weights.Fill(tensor, target.TorchFans, generator);
        else if (target.Layer.IsWeighted)
            tensor.uniform_(-BiasBound(target), BiasBound(target), generator: generator);
        else
            tensor.fill_(Constant(target));
    }

    private static double Constant(InitTarget target) =>
        target.Layer.Module is Modules.PReLU prelu ? prelu.init : target.Parameter == "weight" ? 1 : 0;

    private static double BiasBound(InitTarget target) => 1 / Math.Sqrt(target.TorchFans.In);
}
