using Experiments.Sweeps.Launching.Slurm;

namespace Experiments.Sweeps.Launching;

/// <summary>All launchers; the command line's help and the conformance tests enumerate them.</summary>
public static class Launchers
{
    /// <summary>The launchers, the default first.</summary>
    public static IReadOnlyList<LauncherKind> All { get; } =
    [
        new("local", "Worker processes on this machine.", new SweepMachine(IsCluster: false), LocalLauncher.Of),
        new("slurm", "An array job on a Slurm cluster.", new SweepMachine(IsCluster: true), request => new SlurmLauncher(request)),
    ];

    /// <exception cref="InputException">No launcher has this name.</exception>
    public static LauncherKind Named(string name) => All.FirstOrDefault(kind => kind.Name == name)
        ?? throw new InputException(
            $"--launcher is '{name}'; use one of "
                + $"{string.Join(", ", All.Select(kind => kind.Name))}"
                + $"{(Names.DidYouMean(name, All.Select(kind => kind.Name)) is { Length: > 0 } nearest ? nearest : ".")}");
}
