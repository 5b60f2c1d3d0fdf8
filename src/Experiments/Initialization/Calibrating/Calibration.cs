using Experiments.Models;

namespace Experiments.Initialization;

/// <summary>Calibrates the layers with data-dependent schemes, after all parameters are filled.</summary>
internal static class Calibration
{
    /// <returns>The plan with the resulting standard deviations and warnings.</returns>
    public static InitPlan Run(Module module, InitPlan plan, ExampleSource? examples)
    {
        var calibrated = plan.Parameters.Where(parameter => parameter.Scheme is CalibratedScheme).ToList();
        if (calibrated.Count == 0)
            return plan;
        if (examples is null)
            return plan with { Warnings = [.. plan.Warnings,
                .. Said(calibrated.Select(parameter => (parameter,
                    "there are no training examples to calibrate the weights with, so the weights are shown before calibration")))] };
        if (module is not Module<Tensor, Tensor> network)
            throw new ArgumentException("A data-dependent scheme needs a network with one input tensor and one output tensor.",
                nameof(module));
        return Run(network, plan, calibrated, examples);
    }

    private static InitPlan Run(Module<Tensor, Tensor> network, InitPlan plan, List<ParameterPlan> calibrated, ExampleSource examples)
    {
        ConvolutionProof.Check(network, withGradient: false);
        using var scope = NewDisposeScope();
        using var gradientsOff = no_grad();
        var batches = calibrated.Select(ExamplesOf).Distinct()
            .ToDictionary(count => count, count => Batch(examples, count, ValueOf(calibrated[0])));
        var order = LayerProbe.Order(network, calibrated.Select(parameter => parameter.Layer), batches.Values.First());
        var stds = new Dictionary<string, double>();
        var said = new List<(ParameterPlan, string)>();
        foreach (var group in Consecutive([.. calibrated.OrderBy(parameter => PlaceIn(order, parameter))]))
        {
            var named = group.ToDictionary(parameter => parameter.Name);
            LayerProbe.Visit(network, group.Select(parameter => (parameter.Target, (Tensor)ValueOf(parameter))),
                batches[ExamplesOf(group[0])], layer =>
            {
                var parameter = named[layer.Target.FullName];
                if (((CalibratedScheme)parameter.Scheme!).Calibrate(layer) is { } reason)
                    said.Add((parameter, reason));
                stds[parameter.Name] = layer.Weight.to_type(ScalarType.Float64).std(unbiased: false).item<double>();
            });
        }
        return new InitPlan(
            [.. plan.Parameters.Select(
                parameter => stds.TryGetValue(parameter.Name, out var std) ? parameter with { Law = new WeightLaw(0, std) } : parameter)],
            [.. plan.Warnings, .. Said(said)]);
    }

    private static int ExamplesOf(ParameterPlan parameter) => ((CalibratedScheme)parameter.Scheme!).Examples;

    // Consecutive layers with the same number of examples share a forward pass.
    private static IEnumerable<List<ParameterPlan>> Consecutive(List<ParameterPlan> parameters)
    {
        for (var first = 0; first < parameters.Count;)
        {
            var group = parameters.Skip(first).TakeWhile(parameter => ExamplesOf(parameter) == ExamplesOf(parameters[first])).ToList();
            yield return group;
            first += group.Count;
        }
    }

    // Converts the batch to the network's precision and device, which may differ from the data's precision and device.
    private static Tensor Batch(ExampleSource examples, int count, Tensor weight)
    {
        using var batch = examples(count);
        return batch.to_type(weight.dtype).to(weight.device);
    }

    private static Modules.Parameter ValueOf(ParameterPlan parameter) =>
        parameter.Layer.Parameters.Single(own => own.Name == parameter.Target.Parameter).Value;

    // Layers that the forward pass does not reach come last; the scheme of such a layer reports an error.
    private static int PlaceIn(IReadOnlyList<string> order, ParameterPlan parameter) =>
        order.Select((name, place) => (name, place)).Where(entry => entry.name == parameter.Layer.Name).Select(entry => entry.place)
            .DefaultIfEmpty(order.Count).First();

    private static IEnumerable<string> Said(IEnumerable<(ParameterPlan Parameter, string Reason)> reasons) =>
        InitWarnings.Sentences(reasons.Select(
            one => (SchemeRegistry.Instance.NameOf(one.Parameter.Scheme!), one.Parameter.Layer.Name, (string?)one.Reason)));
}
