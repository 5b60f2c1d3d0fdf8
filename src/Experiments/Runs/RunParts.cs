using Experiments.Configuration;
using Experiments.Data;
using Experiments.Initialization;
using Experiments.Training;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Experiments.Runs;

/// <summary>What a run is made of.</summary>
/// <param name="Plan">Config and data together.</param>
/// <param name="Init">What every parameter starts as.</param>
/// <param name="Model">The network, on its device, with its initial weights.</param>
/// <param name="Data">The splits, on the device.</param>
/// <param name="Device">The device.</param>
public sealed record RunParts(TrainingPlan Plan, InitPlan Init, Module<Tensor, Tensor> Model, DataSplits Data, Device Device)
{
    /// <summary>What a person should know before the run starts, a sentence each.</summary>
    public IEnumerable<string> Warnings => Data.Description.Warnings.Concat(IdleKeys.Of(Plan.Config)).Concat(Plan.Config.Model.Warnings).Concat(Init.Warnings).Concat(Plan.Warnings)
        .Concat(Models.ConvolutionProof.Warning(Model) is { } convolutions ? [convolutions] : []);
}
