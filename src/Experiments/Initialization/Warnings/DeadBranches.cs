namespace Experiments.Initialization;

/// <summary>
/// Finds residual branches with two or more layers of zeros. The gradient of each of these layers has a factor of 0. This factor is the
/// weight of a later layer of zeros, or the layer's input, which is 0 if the activation before the layer maps 0 to 0. The branch therefore
/// outputs 0 forever. If only the last layer is zero, this layer learns from the first step on.
/// </summary>
internal static class DeadBranches
{
    private const string Reason =
        "several layers of a residual branch are zero, so no gradient reaches them and the branch outputs 0 forever; "
            + "use zeros only for its last layer";

    public static IEnumerable<(string Scheme, string Name, string? Reason)> Mismatches(IReadOnlyList<ParameterPlan> parameters)
    {
        var biased = parameters.Where(parameter => parameter.Target.Parameter == "bias" && !ZeroStart.Holds(parameter))
            .Select(parameter => parameter.Layer.Name).ToHashSet();
        return parameters
            .Where(parameter => parameter is { Target.IsMatrix: true, Layer.Branch: not null } && ZeroStart.Holds(parameter)
                && !biased.Contains(parameter.Layer.Name))
            .GroupBy(parameter => parameter.Layer.Branch!.Residual)
            .Where(branch => branch.Count() > 1 && branch.All(GivesNothing))
            .SelectMany(branch => branch)
            .Select(parameter => (SchemeRegistry.Instance.NameOf(parameter.Scheme!), parameter.Layer.Name,
                (string?)Reason));
    }

    // The activation that follows a branch's last layer is applied to the sum of branch and shortcut.
    private static bool GivesNothing(ParameterPlan parameter) =>
        parameter.Layer.Branch!.IsLast || (parameter.Layer.Activation?.Value(0) ?? 0) == 0;
}
