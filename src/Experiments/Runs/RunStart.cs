using Experiments.Experiment;
using Experiments.Initialization;
using Experiments.Signal.Judge;
using Experiments.Training;

namespace Experiments.Runs;

/// <summary>Information for an observer when a run starts.</summary>
/// <param name="Device">Device of the tensors, such as <c>cpu</c> or <c>cuda:0</c>.</param>
/// <param name="FirstStep">Number of updates made by earlier processes.</param>
public sealed record RunStart(ExperimentConfig Config, TrainingPlan Plan, InitPlan Init, string Folder, string Device, long FirstStep)
{
    /// <summary>Measures verdicts on the signal, for an observer that shows them; empty if it can't be measured.</summary>
    public Func<IReadOnlyList<Verdict>> QuickSignalCheck { get; init; } = () => [];

    /// <summary>Measures the verdict on the first loss, for an observer that shows it; null if there is no problem.</summary>
    public Func<Verdict?> FirstLossCheck { get; init; } = () => null;
}
