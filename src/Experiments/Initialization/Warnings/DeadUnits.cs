using Experiments.Models;

namespace Experiments.Initialization;

/// <summary>
/// Finds units whose weights a scheme sets to 0, as <c>eye</c> does in a layer with more outputs than inputs. With a bias of 0, such a unit
/// outputs φ(0) for any input. If φ'(0) = 0, as for ReLU, no gradient reaches the weights or the bias of the unit, so the unit never
/// changes.
/// </summary>
internal static class DeadUnits
{
    public static IEnumerable<(string Scheme, string Name, string? Reason)> Mismatches(IReadOnlyList<ParameterPlan> parameters)
    {
        var biased = parameters.Where(parameter => parameter.Target.Parameter == "bias" && !ZeroStart.Holds(parameter))
            .Select(parameter => parameter.Layer.Name).ToHashSet();
        return
            from parameter in parameters
            where parameter is { Scheme: not null, Target.IsMatrix: true,
                Layer: { FollowedByNorm: false, Branch: not { IsLast: true }, IsShortcut: false } }
                && !biased.Contains(parameter.Layer.Name)
            let share = parameter.Scheme!.EmptyShare(parameter.Target)
            where parameter.Layer.Activation?.Derivative(0) == 0 && share * parameter.Shape[0] >= 0.5
            select (SchemeRegistry.Instance.NameOf(parameter.Scheme!), parameter.Layer.Name, (string?)Reason(share, parameter));
    }

    private static string Reason(double share, ParameterPlan parameter)
    {
        var name = ActivationRegistry.Instance.NameOf(parameter.Layer.Activation!);
        return string.Create(CultureInfo.InvariantCulture,
            $"{(parameter.Scheme is SparseScheme ? "about " : "")}{100 * share:G3} % of the units start with all weights and the bias at "
            + $"0, where {name} has no gradient, so they never learn; draw these weights at random");
    }
}
