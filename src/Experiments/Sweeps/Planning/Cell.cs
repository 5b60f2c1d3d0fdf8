using Experiments.Runs;

namespace Experiments.Sweeps;

/// <summary>One run of a sweep: a point and a seed.</summary>
/// <param name="Number">Position in the sweep, from 0.</param>
/// <param name="Plan">Plan of the point, shared by all its seeds.</param>
public sealed record Cell(int Number, CellPlan Plan, long Seed)
{
    /// <summary>Unique id and name of the run folder: the first digits of the plan's identity, and the seed.</summary>
    public string Id => string.Create(CultureInfo.InvariantCulture, $"{Plan.Identity[..RunFolder.IdentityDigits]}-s{Seed}");

    /// <summary>Describes the cell: <c>policy=xavier, seed 3</c>.</summary>
    public string InWords => string.Create(CultureInfo.InvariantCulture, $"{Plan.InWords}, seed {Seed}");
}
