using Experiments.Scripts;

namespace Experiments.Initialization;

/// <summary>
/// std = gain(nonlinearity) / √fan: preserves the second moment of a rectifier network's signal (fan_in) or gradient (fan_out).
/// K. He, X. Zhang, S. Ren and J. Sun, Delving deep into rectifiers, 2015. For grouped convolutions, fan_out is computed from the weight's
/// shape, as in PyTorch (<see cref="Models.Fans.Of"/>).
/// </summary>
public abstract record KaimingScheme : FanScheme, IValidated
{
    [Option("a", "Slope of the rectifier for negative inputs; used only with leaky_relu.")]
    public double A { get; init; }

    [Option("mode", "fan_in preserves the size of the forward signal, fan_out the size of the gradient.", Allowed = ["fan_in", "fan_out"])]
    public string Mode { get; init; } = "fan_in";

    [Option("nonlinearity",
        "Nonlinearity whose gain (PyTorch's calculate_gain) is used; auto: the activation after the layer; variance_preserving: the "
            + "gain that preserves the variance under that activation, computed numerically.",
        Allowed = ["linear", "conv1d", "conv2d", "conv3d", "conv_transpose1d", "conv_transpose2d", "conv_transpose3d", "sigmoid", "tanh",
            "relu", "leaky_relu", "selu", Gains.Auto, Gains.Computed])]
    public string Nonlinearity { get; init; } = "leaky_relu";

    private protected abstract Distribution Distribution { get; }

    /// <inheritdoc/>
    public IEnumerable<string> Mistakes() => [];

    /// <inheritdoc/>
    public IEnumerable<string> IdleKeys()
    {
        if (A != 0 && Nonlinearity != "leaky_relu")
            yield return $"a is the slope of leaky_relu and has no effect while nonlinearity is '{Nonlinearity}'; leave the key a out";
    }

    /// <inheritdoc/>
    public override PyText? PyTorch(InitTarget target, string tensor) => !Gains.Known.Contains(Nonlinearity)
        ? base.PyTorch(target, tensor)
        : Py.Call($"nn.init.kaiming_{(Distribution == Distribution.Uniform ? "uniform" : "normal")}_", [tensor, .. new[]
            {
                A == 0 ? null : $"a={Py.Number(A)}", Mode == "fan_in" ? null : $"mode={Py.Text(Mode)}",
                Nonlinearity == "leaky_relu" ? null : $"nonlinearity={Py.Text(Nonlinearity)}",
            }.OfType<string>()]);

    private protected sealed override VarianceScaling Primitive(InitTarget target) => new(
        Gains.For(Nonlinearity, A, target.Layer.Activation),
        Mode == "fan_in" ? FanMode.FanIn : FanMode.FanOut,
        Distribution);
}
