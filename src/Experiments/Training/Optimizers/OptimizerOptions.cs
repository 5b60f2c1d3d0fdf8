using Experiments.Configuration;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Experiments.Training;

/// <summary>
/// An update rule: the base of every row of <see cref="OptimizerRegistry"/>. Names and defaults are PyTorch's, and
/// every one of them is passed on explicitly, because TorchSharp's own defaults differ (its AdamW decays nothing).
/// </summary>
public abstract record OptimizerOptions
{
    [Option("decay", "Which parameters weight_decay shrinks: all, as in PyTorch, or weights only, sparing biases and the parameters of normalisation and PReLU (those with fewer than two dimensions).",
        Chinese = "weight_decay 作用于哪些参数：all 与 PyTorch 相同，作用于全部；weights 只作用于权重，放过偏置以及归一化层和 PReLU 的参数（即不足两维的参数）。", Allowed = ["all", "weights"])]
    public string Decay { get; init; } = "all";

    /// <summary>The learning rate before a schedule scales it.</summary>
    public abstract double BaseLearningRate { get; }

    /// <summary>Makes the optimiser; do so after the model is on its device, because moving a model replaces its parameters.</summary>
    public abstract OptimizerHelper Build(Module model);

    /// <summary>The tensors that a checkpoint needs of one parameter's state, by name; empty before the first step of some rules.</summary>
    public abstract IEnumerable<(string Name, Tensor Value)> StateTensors(OptimizerState state);

    /// <summary>Updates that the parameter's state has counted; 0 for rules that count none.</summary>
    public virtual long StateStep(OptimizerState state) => 0;

    /// <summary>Puts a parameter's state back as a checkpoint has it.</summary>
    /// <param name="state">The state to fill.</param>
    /// <param name="tensors">What <see cref="StateTensors"/> gave, on any device.</param>
    /// <param name="step">What <see cref="StateStep"/> gave.</param>
    /// <param name="device">Where the parameter lives.</param>
    public abstract void RestoreState(OptimizerState state, IReadOnlyDictionary<string, Tensor> tensors, long step, Device device);

    /// <summary>The parameters in one group, or in two where biases and normalisation are spared from decay: (parameters, whether they decay).</summary>
    protected IReadOnlyList<(IReadOnlyList<Parameter> Parameters, bool Decays)> Groups(Module model)
    {
        var parameters = model.parameters(recurse: true).ToList();
        if (Decay == "all")
            return [(parameters, true)];
        return
        [
            (parameters.Where(parameter => parameter.shape.Length >= 2).ToList(), true),
            (parameters.Where(parameter => parameter.shape.Length < 2).ToList(), false),
        ];
    }
}
