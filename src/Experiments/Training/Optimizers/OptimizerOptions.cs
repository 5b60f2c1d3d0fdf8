using Experiments.Scripts;

namespace Experiments.Training;

/// <summary>
/// An update rule: the base of every row of <see cref="OptimizerRegistry"/>. Names and defaults are the same as in PyTorch. A rule is a
/// pure function of the parameters, their gradients, the optimiser state, and the learning rate.
/// </summary>
public abstract record OptimizerOptions
{
    [Option("lr", "Learning rate η.", Minimum = 0)]
    public double Lr { get; init; } = 1e-3;

    [Option("weight_decay", "L2 penalty λ, added to the gradient.", Minimum = 0)]
    public virtual double WeightDecay { get; init; }

    [Option("maximize", "Whether to maximise the loss instead of minimising the loss: each update first flips the sign of the gradient.")]
    public bool Maximize { get; init; }

    [Option("decay", "Parameters that weight_decay applies to: 'all', as in PyTorch, or 'weights', which leaves out parameters with "
        + "fewer than two dimensions (biases, normalisation and PReLU).",
        Allowed = ["all", "weights"])]
    public string Decay { get; init; } = "all";

    /// <summary>Whether weight decay applies to some parameters only. An optimiser then has two groups of parameters.</summary>
    internal bool SparesSome => Decay == "weights" && WeightDecay != 0;

    /// <summary>
    /// Updates parameters in place, element by element. The caller has switched autograd off and has already counted this update in the
    /// state's step.
    /// </summary>
    /// <param name="gradient">Gradient of the quantity to minimise, laid out like the state's values. A rule must not change this
    /// tensor.</param>
    public abstract void Update(ParameterState state, Tensor gradient, double learningRate);

    /// <summary>Returns the optimiser in an exported PyTorch script, which the variables <c>parameters</c> and <c>LR</c> describe; null if
    /// a script can't have this optimiser. The key maximize and decoupled decay are written elsewhere.</summary>
    public virtual PyText? PyTorch() => null;

    /// <summary>Whether an exported script decays the parameters itself before each step, because PyTorch 1.13 has no such
    /// argument.</summary>
    internal bool PyTorchDecaysApart => WeightDecay != 0 && DecaysApart && this is not AdamWOptions;

    /// <summary>Returns the call that constructs an optimiser of PyTorch.</summary>
    private protected PyText PyTorchCall(string name, params IEnumerable<string> arguments) => Py.Call($"torch.optim.{name}",
        ["parameters", "lr=LR", .. arguments.Where(argument => argument.Length > 0), .. PyTorchDecay()]);

    private protected static string Argument(string name, double value, double byDefault) =>
        value == byDefault ? "" : $"{name}={Py.Number(value)}";

    private IEnumerable<string> PyTorchDecay() => PyTorchDecaysApart || (WeightDecay == 0 && this is not AdamWOptions)
        ? []
        : [$"weight_decay={Py.Number(WeightDecay)}"];

    /// <summary>Whether weight decay is decoupled: a decoupled decay shrinks the parameters, θ ← (1 − ηλ)θ, and does not change the
    /// gradient.</summary>
    protected virtual bool DecaysApart => false;

    /// <summary>Applies weight decay: returns g + λθ, or shrinks the parameters and returns the gradient unchanged.</summary>
    protected Tensor Decayed(ParameterState state, Tensor gradient, double learningRate)
    {
        if (state.WeightDecay == 0)
            return gradient;
        if (!DecaysApart)
            return gradient.add(state.Values, alpha: state.Scalar(state.WeightDecay));
        state.Values.mul_(state.Scalar(1 - learningRate * state.WeightDecay));
        return gradient;
    }
}
