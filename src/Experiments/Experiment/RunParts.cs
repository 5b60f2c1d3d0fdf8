using Experiments.Data;
using Experiments.Initialization;
using Experiments.Training;

namespace Experiments.Experiment;

/// <param name="Model">The network on its device, with its initial weights.</param>
/// <param name="Data">The splits on the device.</param>
public sealed record RunParts(ExperimentConfig Config, TrainingPlan Plan, InitPlan Init, Module<Tensor, Tensor> Model, DataSplits Data,
    Device Device)
{
    /// <summary>Warnings that are shown before the run starts, one sentence each.</summary>
    public IEnumerable<string> Warnings =>
        Data.Description.Warnings.Concat(IdleKeys.Of(Config)).Concat(Config.Model.Warnings).Concat(Init.Warnings).Concat(Plan.Warnings)
            .Concat(Models.ConvolutionProof.Warning(Model) is { } convolutions ? [convolutions] : []);
}
