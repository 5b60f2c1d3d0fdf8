using Experiments.Experiment;
using Experiments.Initialization;
using Experiments.Signal.Judge;
using Experiments.Training;

namespace Experiments.Runs;

/// <summary>What an observer learns when a run starts.</summary>
/// <param name="Device">Where the tensors are, such as <c>cpu</c> or <c>cuda:0</c>.</param>
/// <param name="FirstStep">Updates already made by an earlier process.</param>
public sealed record RunStart(ExperimentConfig Config, TrainingPlan Plan, InitPlan Init, string Folder, string Device, long FirstStep)
{
    /// <summary>Measures verdicts on the signal, for an observer that shows them; empty if it can't be measured.</summary>
    public Func<IReadOnlyList<Verdict>> QuickSignalCheck { get; init; } = () => [];

    /// <summary>Measures the verdict on the first loss, for an observer that shows it; null if nothing is wrong with it.</summary>
    public Func<Verdict?> FirstLossCheck { get; init; } = () => null;
}
