namespace Experiments.Initialization;

/// <summary>
/// A residual branch that keeps the size of the signal doubles it, because the shortcut adds the same again. Without a normalisation each
/// branch multiplies the second moment by <c>1 + scale² · Π std² · fan_in · E φ(z)²</c>, the product over its layers (more if the
/// activation follows the addition): by 2^L in all with Kaiming. After a bounded activation branches add equal amounts at most, which is
/// no factor. Zhang, Dauphin and Ma, Fixup Initialization, 2019, section 2.
/// </summary>
internal static class ResidualGrowth
{
    // As in InitWarnings: what grows less than that over the whole network is harmless.
    private const double MostGrowth = 30;

    /// <summary>The layers of the branches that make the signal grow, each with the reason; none if
    /// it doesn't grow, or if that is unknown.</summary>
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
            $"without a normalisation each residual branch adds to the signal's second moment, which {branches.Count} "
                + $"branch{(branches.Count == 1 ? " multiplies" : "es multiply")} by about {growth:0.##e0} or more; take fixup, zeros for "
                + $"the last layer of each branch, or a smaller branch_scale");
        return branches.SelectMany(branch => branch.Layers)
            .Select(layer => (SchemeRegistry.Instance.NameOf(layer.Scheme!), layer.Layer.Name, (string?)reason));
    }

    // The share of the second moment that the branch adds; 0 if none or unknown.
    private static double Added(IReadOnlyList<ParameterPlan> branch, double scale)
    {
        var factors = branch.Select(parameter => parameter.Layer.FollowedByNorm ? 0 : SignalFactor.Growing(parameter) ?? 0);
        return factors.Aggregate(scale * scale, (product, factor) => product * factor);
    }
}
