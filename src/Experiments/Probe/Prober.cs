using Experiments.Experiment;
using Experiments.Initialization;
using Experiments.Signal.Judge;
using Experiments.Signal.Measure;
using Experiments.Signal.Predict;

namespace Experiments.Probe;

/// <summary>Builds a config's network for each seed, runs one forward and one backward pass with a fixed batch, and adds the predictions.
/// No training takes place.</summary>
public static class Prober
{
    /// <summary>Probes a config and returns measurements, predictions and verdicts.</summary>
    /// <exception cref="InputException">The config is invalid; <c>run</c> would refuse it too.</exception>
    /// <exception cref="MissingException">The device, or data that the request needs, is not on this machine.</exception>
    public static ProbeResult Probe(ResolvedConfig resolved, string label, ProbeRequest request)
    {
        using var scope = NewDisposeScope();
        using var batch = ProbeBatch.Of(resolved, request);
        var seeds = Enumerable.Range(0, request.Seeds).Select(offset => resolved.Config.Seed + offset).ToList();
        var measured = seeds.Select(seed => Measure(resolved.Config with { Seed = seed }, batch, request)).ToList();
        var layers = Join(measured);
        var readings = layers.Select(layer => Reading(measured[0].Plan, layer, batch.Inputs.shape[0])).ToList();
        return new ProbeResult(label, resolved.Config.Name, batch.Words, batch.SecondMoment, seeds, layers,
            LossRules.Join(VerdictRules.Of(readings, batch.SecondMoment), LossVerdict(measured, batch)), measured[0].Plan.Warnings);
    }

    // The verdict is computed from all seeds together, because a verdict judges the policy and not a single network.
    private static Verdict? LossVerdict(IReadOnlyList<SeedMeasurement> seeds, ProbeBatch batch) =>
        seeds.Select(seed => seed.FirstLoss).OfType<FirstLoss>().ToList() is { Count: > 0 } losses
            ? LossRules.Of(losses[0] with
            {
                Loss = losses.Average(first => first.Loss),
                OutputSize = Math.Sqrt(losses.Average(first => first.OutputSize * first.OutputSize)),
            }, batch.Loss, batch.Description)
            : null;

    private static SeedMeasurement Measure(ExperimentConfig config, ProbeBatch batch, ProbeRequest request)
    {
        using var scope = NewDisposeScope();
        var (model, built) = OutOfMemory.InWords("model", () => Build(config, batch));
        using var disposing = model;
        var plan = Models.ConvolutionProof.Warning(model) is { } convolutions
            ? built with { Warnings = [.. built.Warnings, convolutions] }
            : built;
        using var probe = new SignalProbe(model, batch.Loss, batch.Inputs.alias(), batch.Targets.alias(), config.Seed);
        var signals = OutOfMemory.InWords("probe",
            () => probe.Measure(new ProbeDetail(request.HistogramBins, SingularValues: true, Magnitudes: true, Statistics: true,
                Correlations: true)));
        var firstLoss = batch.AllTargets is { } all
            ? FirstLoss.Of(model, batch.Loss, batch.Description.Task, batch.Inputs, batch.Targets, all, config.Seed)
            : null;
        return new SeedMeasurement(plan, signals, ForecastBuilder.Of(model, plan, batch.Inputs, signals), firstLoss);
    }

    private static (Module<Tensor, Tensor> Model, InitPlan Plan) Build(ExperimentConfig config, ProbeBatch batch)
    {
        var built = Initializer.Build(config.Model, new Models.ModelShape(batch.Description.InputShape, batch.Description.Outputs),
            config.Init, config.Seed, batch.FirstInputs, InputTheory.For(batch.Description.InputShape));
        try
        {
            built.Model.to(batch.Inputs.dtype);
            built.Model.to(batch.Inputs.device);
            Preparation.UsePrecision(built.Model, config);
            Models.ConvolutionProof.Check(built.Model);
            return built;
        }
        catch
        {
            built.Model.Dispose();
            throw;
        }
    }

    private static List<ProbedLayer> Join(IReadOnlyList<SeedMeasurement> seeds)
    {
        var first = seeds[0];
        var layers = new List<ProbedLayer>();
        for (var i = 0; i < first.Signals.Count; i++)
        {
            var name = first.Signals[i].Layer;
            var weight = first.Plan.Parameters.First(parameter => parameter.Layer.Name == name && parameter.Target.Parameter == "weight");
            var bias = LayerReading.BiasOf(first.Plan, weight.Layer);
            layers.Add(new ProbedLayer(weight, bias is null ? 0 : bias.Std, [.. seeds.Select(seed => seed.Signals[i])],
                [.. seeds.Select(seed => seed.Predictions[i])]) { BiasMean = LayerReading.BiasMeanOf(first.Plan, weight.Layer) });
        }

        return layers;
    }

    // Combines the measurements of all seeds, as LossVerdict does.
    private static LayerReading Reading(InitPlan plan, ProbedLayer layer, long examples)
    {
        var ofSeeds = layer.Measured.Select(signal => LayerReading.Of(plan, layer.Weight, signal, examples)).ToList();
        return ofSeeds[0] with
        {
            Forward = ofSeeds.Average(reading => reading.Forward),
            Backward = ofSeeds.Average(reading => reading.Backward),
            HasOverflowed = ofSeeds.Any(reading => reading.HasOverflowed),
            Dead = Mean(reading => reading.Dead),
            Saturated = Mean(reading => reading.Saturated),
            Passed = Mean(reading => reading.Passed),
            Symmetry = Mean(reading => reading.Symmetry),
        };

        double? Mean(Func<LayerReading, double?> number) =>
            ofSeeds.All(reading => number(reading) is not null) ? ofSeeds.Average(number) : null;
    }

    private sealed record SeedMeasurement(InitPlan Plan, IReadOnlyList<LayerSignal> Signals, IReadOnlyList<LayerForecast> Predictions,
        FirstLoss? FirstLoss);
}
