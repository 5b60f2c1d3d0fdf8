using Experiments.Scripts;

namespace Experiments.Models;

/// <summary>
/// One linear layer, <c>classifier.0</c>, from the flattened input to the outputs; the softmax is part of the loss. With one output and a
/// squared loss, this model is linear regression.
/// </summary>
public sealed record SoftmaxRegression : ModelOptions
{
    /// <inheritdoc/>
    public override bool DrawsRandomNumbers => false;

    /// <inheritdoc/>
    public override PyModel? PyTorch(ModelShape shape, string precision)
    {
        var layers = new PyLayers(precision);
        return layers.Network([$"self.classifier = nn.Sequential({layers.Linear(shape.Features, shape.Outputs)})"], hasFeatures: false,
            flattensFirst: true);
    }

    /// <inheritdoc/>
    public override Module<Tensor, Tensor> Build(ModelShape shape) =>
        new Network("softmax_regression", features: null, Sequential(Linear(shape.Features, shape.Outputs, hasBias: true)),
            flattensFirst: true);
}
