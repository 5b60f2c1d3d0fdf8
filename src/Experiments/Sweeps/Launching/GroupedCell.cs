using Experiments.Runs;

namespace Experiments.Sweeps.Launching;

/// <summary>A cell of a group that one process trains.</summary>
/// <param name="IsAnew">Whether to start at the first step; the earlier folder is then moved aside.</param>
public sealed record GroupedCell(CellRecord Cell, bool IsAnew, IRunObserver Observer);
