using System.Globalization;
using Experiments.Runs;

namespace Experiments.Sweeps;

/// <summary>One run of a sweep: a point and a seed.</summary>
/// <param name="Number">Its place in the sweep, from 0.</param>
/// <param name="Plan">The point's config, which all its seeds share.</param>
/// <param name="Seed">The seed.</param>
public sealed record Cell(int Number, CellPlan Plan, long Seed)
{
    /// <summary>What tells it from every other run: the beginning of its plan's identity, and the seed; the name of its run folder.</summary>
    public string Id => string.Create(CultureInfo.InvariantCulture, $"{Plan.Identity[..RunFolder.IdentityDigits]}-s{Seed}");

    /// <summary>The cell in words: <c>policy=xavier, seed 3</c>.</summary>
    public string InWords => string.Create(CultureInfo.InvariantCulture, $"{Plan.InWords}, seed {Seed}");
}
