using Experiments.Configuration;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Experiments.Models;

/// <summary>
/// A multilayer perceptron. Each hidden layer is Linear, then normalisation, activation and dropout where they are asked for,
/// numbered through as <c>features.N</c>; <c>classifier.0</c> is the linear layer to the outputs.
/// </summary>
public sealed record Mlp : ModelOptions
{
    [Option("hidden", "Widths of the hidden layers, first to last; [] for none.",
        Chinese = "各隐藏层的宽度，从前到后；[] 表示没有隐藏层。", Minimum = 1, Maximum = 1_000_000)]
    public IReadOnlyList<int> Hidden { get; init; } = [256, 128];

    [Option("activation", "The function after each hidden layer.", Chinese = "每个隐藏层之后的激活函数。")]
    public ActivationOptions Activation { get; init; } = new ReluActivation();

    [Option("normalization", "What stands between a hidden layer and its activation.",
        Chinese = "隐藏层与激活函数之间的归一化。", Allowed = ["none", "batch", "layer"])]
    public string Normalization { get; init; } = "none";

    [Option("dropout", "Probability with which a hidden unit is zeroed in training, after the activation.",
        Chinese = "训练时隐藏单元在激活之后被置零的概率。", Minimum = 0, Maximum = 1, ExclusiveMaximum = true)]
    public double DropoutProbability { get; init; }

    [Option("bias", "Whether linear layers have a bias.", Chinese = "线性层是否带偏置。")]
    public bool Bias { get; init; } = true;

    /// <inheritdoc/>
    public override Module<Tensor, Tensor> Build(ModelShape shape)
    {
        var layers = new List<Module<Tensor, Tensor>>();
        var width = shape.Features;
        foreach (var hidden in Hidden)
        {
            layers.Add(Linear(width, hidden, hasBias: Bias));
            if (Normalization == "batch")
                layers.Add(BatchNorm1d(hidden));
            else if (Normalization == "layer")
                layers.Add(LayerNorm(hidden));
            layers.Add(Activation.Build());
            if (DropoutProbability > 0)
                layers.Add(Dropout(DropoutProbability, inplace: false));
            width = hidden;
        }
        var classifier = Sequential(Linear(width, shape.Outputs, hasBias: Bias));
        return new Network("mlp", layers.Count == 0 ? null : Sequential(layers), classifier, flattensFirst: true);
    }
}
