using System.Globalization;
using System.Text.Json.Nodes;
using Experiments.Experiment;
using GpuCheck.Training;

namespace GpuCheck.Checks;

/// <summary>Trains every row of every registry for a few updates, on the CPU and on the device, in float32 and in float64.</summary>
internal sealed class EveryRow : ICheck
{
    public string Name => "rows";

    public string Legend => string.Create(CultureInfo.InvariantCulture, $"""
        Every row of every registry, trained for {SmallConfigs.Updates} updates on the CPU and on the device with the program's own loop, TF32 off. The figure is the larger of two ratios to the tolerance:
        max|loss - loss'| / max|loss| over all updates and evaluations, and |w - w'| / |w| over all weights. Tolerance in float32: t = 2 sqrt(n) u · 3L · (1 + g + ... + g^(k-1)) for the losses and
        t |w - w0| / |w| + 2ku for the weights, with u = 2^-24, n terms of the longest sum, L layers, k updates and g = {Rounding.Growth} the growth of an error per update: both devices
        add the same numbers in different orders. Tolerance in float64: {Rounding.ToleranceInFloat64:0e-0}, far below the effect of a single float32 step.
        """);

    public IEnumerable<Trial> Trials(Bench bench)
    {
        foreach (var registry in Registries.All)
        {
            foreach (var row in bench.IsQuick ? registry.Rows.Take(1) : registry.Rows)
            {
                yield return Trial(registry, row.Name, "float32", bench);
                if (!bench.IsQuick)
                    yield return Trial(registry, row.Name, "float64", bench);
            }
        }
    }

    private static Trial Trial(IRegistry registry, string row, string precision, Bench bench) =>
        new($"{registry.Noun} {row} {precision}", () =>
        {
            try
            {
                return Compare(registry, row, precision, bench);
            }
            catch (MissingException)
            {
                return CheckResult.Skip("The data set's files are not on this machine.");
            }
        });

    private static CheckResult Compare(IRegistry registry, string row, string precision, Bench bench)
    {
        var (config, onCpu) = TrainFirst(
            RegistryRows.Configs(registry, row, bench).Select(config => InPrecision(config, precision)), bench);
        var onDevice = bench.Train(config, bench.DeviceName).Completed();
        var distance = Distance.Measure(onCpu, onDevice);
        if (precision == "float64")
            return Rounding.Judge(distance);
        return Rounding.Judge(distance, Rounding.OfNetwork(onCpu), Rounding.Stored);
    }

    // Uses the first config that accepts the row.
    private static (JsonObject Config, Outcome OnCpu) TrainFirst(IEnumerable<JsonObject> configs, Bench bench)
    {
        InputException? refusal = null;
        foreach (var config in configs)
        {
            try
            {
                return (config, bench.Train(config, "cpu").Completed());
            }
            catch (InputException exception)
            {
                refusal = exception;
            }
        }

        throw refusal!;
    }

    private static JsonObject InPrecision(JsonObject config, string precision)
    {
        config["precision"] = precision;
        return config;
    }
}
