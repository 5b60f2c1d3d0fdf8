namespace Experiments.Sweeps.Launching;

/// <summary>A launcher that there is.</summary>
/// <param name="Name">Its name on the command line.</param>
/// <param name="Summary">What it does, in a sentence.</param>
/// <param name="Machine">Which devices its cells can have.</param>
/// <param name="Create">Makes one.</param>
public sealed record LauncherKind(string Name, string Summary, SweepMachine Machine, Func<LaunchRequest, ILauncher> Create);
