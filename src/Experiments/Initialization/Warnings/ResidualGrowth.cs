namespace Experiments.Initialization;

/// <summary>
/// A residual branch that preserves the size of the signal doubles the second moment, because the shortcut adds the signal again. Without a
/// normalisation, each branch multiplies the second moment by <c>1 + scale² · Π std² · fan_in · E φ(z)²</c>, with the product over the
/// layers of the branch. (The factor is larger if the activation follows the addition.) With Kaiming, L branches multiply the second moment
/// by 2^L. After a bounded activation, each branch adds at most a constant; it does not multiply the signal. Zhang, Dauphin and Ma, Fixup
/// Initialization, 2019, section 2.
/// </summary>
internal static class ResidualGrowth
{
    // The same limit as in InitWarnings: a smaller growth over the whole network is harmless.
    private const double MostGrowth = 30;

    /// <summary>Returns the layers of branches that make the signal grow, with the reason. The result is empty if the signal doesn't grow
    /// or the growth is unknown.</summary>
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
            $"without a normalisation, each residual branch increases the signal's second moment; {branches.Count} "
                + $"branch{(branches.Count == 1 ? " multiplies" : "es multiply")} this moment by about {growth:0.##e0} or more; use fixup, "
                + $"zeros for the last layer of each branch, or a smaller branch_scale");
        return branches.SelectMany(branch => branch.Layers)
            .Select(layer => (SchemeRegistry.Instance.NameOf(layer.Scheme!), layer.Layer.Name, (string?)reason));
    }

    // Returns the relative increase of the second moment by the branch; 0 if the branch adds nothing or its effect is unknown.
    private static double Added(IReadOnlyList<ParameterPlan> branch, double scale)
    {
        var factors = branch.Select(parameter => parameter.Layer.FollowedByNorm ? 0 : SignalFactor.Growing(parameter) ?? 0);
        return factors.Aggregate(scale * scale, (product, factor) => product * factor);
    }
}
