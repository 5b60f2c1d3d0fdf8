namespace Experiments.Initialization;

/// <summary>
/// Residual branches with two or more layers of zeros. The gradient of each is a product with the others' weights and with its own input,
/// which is 0 if the activation in between maps 0 to 0; so the branch stays closed for ever. A single layer of zeros, the last one, opens
/// with the first step.
/// </summary>
internal static class DeadBranches
{
    private const string Reason = "several layers of a residual branch are zero, so no gradient reaches any of them and the branch stays "
        + "closed for ever; leave all but its last one at random";

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

    // The activation after the last layer comes after the addition.
    private static bool GivesNothing(ParameterPlan parameter) =>
        parameter.Layer.Branch!.IsLast || (parameter.Layer.Activation?.Value(0) ?? 0) == 0;
}
