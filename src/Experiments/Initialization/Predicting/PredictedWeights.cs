namespace Experiments.Initialization;

/// <summary>Completes a plan with the schemes whose variance follows from a prediction of the signal.</summary>
internal static class PredictedWeights
{
    /// <summary>Replaces each <see cref="AutoInitScheme"/> of the plan by the scheme with its computed variance.</summary>
    /// <exception cref="InputException">The input of a layer can't be predicted, or there is no predictor.</exception>
    public static InitPlan Complete(Module network, InitPlan plan, InputPredictor? predictor)
    {
        var predicted = plan.Parameters.Where(parameter => parameter.Scheme is AutoInitScheme).ToList();
        if (predicted.Count == 0)
            return plan;
        if (predictor is null)
            throw new InputException("init: autoinit needs a prediction of the signal, which is not available here; choose another scheme");
        var moments = predicted.Select(parameter => ((AutoInitScheme)parameter.Scheme!).InputSecondMoment).Distinct().ToList();
        if (moments.Count > 1)
            throw new InputException(string.Create(CultureInfo.InvariantCulture,
                $"init: autoinit has the values {moments[0]} and {moments[1]} for input_second_moment, but the network has one input; set "
                    + $"the same value everywhere"));
        var inputs = predictor(network, plan, moments[0]);
        // The inputs of all layers after it are unknown too.
        if (predicted.Select(parameter => Mistake(parameter, inputs)).FirstOrDefault(mistake => mistake is not null) is { } first)
            throw new InputException(first);
        return plan with
        {
            Parameters = [.. plan.Parameters.Select(parameter => parameter.Scheme is AutoInitScheme scheme
                ? With(parameter, scheme.For(parameter.Target, inputs[parameter.Layer.Name].SumOfSquares))
                : parameter)],
        };
    }

    private static ParameterPlan With(ParameterPlan parameter, Scheme scheme) => parameter with
    {
        Scheme = scheme,
        Description = $"{SchemeRegistry.Instance.NameOf(parameter.Scheme!)}: {SchemeText.Of(scheme)}",
        Law = scheme.Law(parameter.Target),
    };

    private static string? Mistake(ParameterPlan parameter, IReadOnlyDictionary<string, InputPrediction> inputs)
    {
        var input = inputs.GetValueOrDefault(parameter.Layer.Name) ?? new InputPrediction(double.NaN, "because theory does not cover it");
        if (input.Unknown is null && input.SumOfSquares is > 0 and < double.PositiveInfinity)
            return null;
        return $"init: {parameter.Name}: autoinit can't predict the layer's input {input.Unknown ?? Cause(input)}; "
            + "use lsuv, which measures it";
    }

    private static string Cause(InputPrediction input) =>
        input.SumOfSquares == 0 ? "because an earlier layer is zero" : "because it is too large";
}
