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
    /// <summary>Measures the signal and returns the verdicts, for an observer that shows them; empty if the signal can't be
    /// measured.</summary>
    public Func<IReadOnlyList<Verdict>> QuickSignalCheck { get; init; } = () => [];

    /// <summary>Measures the first loss and returns the verdict, for an observer that shows it; null if there is no problem.</summary>
    public Func<Verdict?> FirstLossCheck { get; init; } = () => null;
}
