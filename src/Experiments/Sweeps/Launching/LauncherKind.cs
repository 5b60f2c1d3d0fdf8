namespace Experiments.Sweeps.Launching;

/// <summary>An available launcher.</summary>
/// <param name="Name">Name on the command line.</param>
/// <param name="Summary">Description, in one sentence.</param>
/// <param name="Machine">Devices that the launcher's cells can use.</param>
public sealed record LauncherKind(string Name, string Summary, SweepMachine Machine, Func<LaunchRequest, ILauncher> Create);
