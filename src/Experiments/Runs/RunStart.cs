using Experiments.Diagnostics.Verdicts;
using Experiments.Initialization;
using Experiments.Training;

namespace Experiments.Runs;

/// <summary>What a run is about to do.</summary>
/// <param name="Plan">Config, data, loss, updates.</param>
/// <param name="Init">What every parameter starts as.</param>
/// <param name="Folder">The run folder.</param>
/// <param name="Device">Where the tensors live, such as <c>cpu</c> or <c>cuda:0</c>.</param>
/// <param name="FirstStep">Updates made already, by an earlier process.</param>
public sealed record RunStart(TrainingPlan Plan, InitPlan Init, string Folder, string Device, long FirstStep)
{
    /// <summary>Measures a verdict on the signal, for one who wants to show it; empty where it can't be measured.</summary>
    public Func<IReadOnlyList<Verdict>> Glance { get; init; } = () => [];
}
