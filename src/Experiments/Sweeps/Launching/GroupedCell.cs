using Experiments.Runs;

namespace Experiments.Sweeps.Launching;

/// <summary>A cell of a group that one process trains.</summary>
/// <param name="IsAnew">Whether to start at the first step in any case; the earlier folder is moved aside.</param>
public sealed record GroupedCell(CellRecord Cell, bool IsAnew, IRunObserver Observer);
