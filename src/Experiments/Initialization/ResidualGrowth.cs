using System.Globalization;
using Experiments.Models;

namespace Experiments.Initialization;

/// <summary>
/// Residual branches that keep the size of a signal double it: the shortcut carries one share and the branch adds another. Without a
/// normalisation that is a factor of <c>1 + scale² · Π std² · fan_in · E φ(z)²</c> a branch, the product over its layers (more where the activation
/// follows the addition), so of 2^L with Kaiming. Behind a bounded activation branches add equal amounts at most, and that is no factor. Zhang, Dauphin and Ma, Fixup Initialization, 2019, section 2.
/// </summary>
internal static class ResidualGrowth
{
    // As in InitWarnings: what grows less than that over the whole network is harmless.
    private const double MostGrowth = 30;

    /// <summary>The layers of the branches by which the signal grows, each with the reason; none where it doesn't, or where it can't be said.</summary>
    public static IEnumerable<(string Scheme, string Name, string? Reason)> Mismatches(IReadOnlyList<ParameterPlan> parameters)
    {
        var branches = parameters
            .Where(parameter => parameter is { Target.IsMatrix: true, Layer.Branch: not null })
            .GroupBy(parameter => parameter.Layer.Branch!.Residual)
            .Select(branch => (Layers: branch.ToList(), Added: Added([.. branch], branch.Key.BranchScale)))
            .Where(branch => branch.Added > 0)
            .ToList();
        var growth = branches.Aggregate(1.0, (product, branch) => product * (1 + branch.Added));
        if (growth <= MostGrowth)
            return [];
        var reason = string.Create(CultureInfo.InvariantCulture,
            $"without a normalisation each residual branch adds to the signal's second moment, which {branches.Count} branch{(branches.Count == 1 ? " multiplies" : "es multiply")} by about {growth:0.##e0} or more; take fixup, zeros for the last layer of each branch, or a smaller branch_scale");
        return branches.SelectMany(branch => branch.Layers).Select(layer => (SchemeRegistry.Instance.NameOf(layer.Scheme!), layer.Layer.Name, (string?)reason));
    }

    // The share of the second moment that the branch adds; 0 where it is nothing or isn't known.
    private static double Added(IReadOnlyList<ParameterPlan> branch, double scale)
    {
        var factors = branch.Select(parameter => parameter.Layer.FollowedByNorm ? 0 : SignalFactor.Growing(parameter) ?? 0);
        return factors.Aggregate(scale * scale, (product, factor) => product * factor);
    }
}
