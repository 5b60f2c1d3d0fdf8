using Experiments.Experiment;
using Experiments.Models;
using Experiments.Signal.Judge;
using Experiments.Signal.Measure;
using Experiments.Training;

namespace Experiments.Runs;

/// <summary>
/// Writes <c>network.json</c>: the layers with shapes, parameters, operations and memory, the names of the classes, and the verdict on the
/// signal before the first update. The record is written after the training, so that it delays no update.
/// </summary>
internal static class NetworkRecord
{
    /// <summary>Largest number of classes whose names are recorded, as for the confusion matrix.</summary>
    private const int MostClasses = ConfusionMatrix.MostClasses;

    /// <exception cref="IOException">The file can't be written.</exception>
    public static void Write(RunFolder folder, RunParts parts)
    {
        using var scope = NewDisposeScope();
        var layers = Layers.Of(parts.Model);
        var shapes = OutputShapes.Of(parts.Model, layers, parts.Data.Train.Inputs.narrow(0, 0, 1));
        var data = parts.Plan.Data;
        var record = new JsonObject
        {
            ["task"] = data.Task.ToString().ToLowerInvariant(),
            ["input_shape"] = Shape(data.InputShape),
            ["classes"] = data.Classes.Count > MostClasses ? null : new JsonArray([.. data.Classes.Select(name => (JsonNode?)name)]),
            ["verdicts"] = Verdicts(folder, parts, shapes),
            ["layers"] = new JsonArray([.. layers.Select(layer => (JsonNode)ToJson(layer, shapes.GetValueOrDefault(layer.Name)))]),
        };
        AtomicFile.Write(folder.Network, JsonText.Document(record), isForced: false);
    }

    private static JsonObject ToJson(Layer layer, LayerShape? shape)
    {
        var bytes = layer.Parameters.Sum(parameter => parameter.Value.numel() * parameter.Value.element_size());
        return new JsonObject
        {
            ["name"] = layer.Name,
            ["kind"] = layer.KindName,
            ["weight_shape"] = Shape(layer.WeightShape),
            ["output_shape"] = shape is null ? null : Shape(shape.Output),
            ["parameters"] = layer.ParameterCount,
            ["parameter_bytes"] = bytes,
            ["flops"] = shape is null ? null : Operations(layer, shape),
            ["output_bytes"] = shape?.Bytes,
        };
    }

    // Each weight is multiplied and added once for each position of the output; of the input, if the convolution is transposed. An addition
    // of a bias is not counted.
    private static JsonNode? Operations(Layer layer, LayerShape shape)
    {
        if (!layer.IsWeighted || layer.WeightShape.Count < 2)
            return null;
        var from = layer.Kind == LayerKind.Linear ? shape.Output.SkipLast(1) : (layer.IsTransposed ? shape.Input : shape.Output).Skip(1);
        return 2 * Product(layer.WeightShape) * Product(from);
    }

    private static long Product(IEnumerable<long> sizes) => sizes.Aggregate(1L, (product, size) => product * size);

    private static JsonArray Shape(IEnumerable<long> sizes) => new([.. sizes.Select(size => (JsonNode?)size)]);

    // Null if the signal at step 0 was not measured. The verdict is computed from the recorded lines, so that it does not depend on whether
    // the run was resumed.
    private static JsonArray? Verdicts(RunFolder folder, RunParts parts, IReadOnlyDictionary<string, LayerShape> shapes)
    {
        var rows = File.Exists(folder.Signal)
            ? JsonLines.Read(folder.Signal).TakeWhile(row => row["step"]!.GetValue<long>() == 0).ToList()
            : [];
        if (rows.Count == 0)
            return null;
        var examples = Math.Min(parts.Config.Diagnostics.ProbeSize, parts.Data.Train.Count);
        var weights = parts.Init.Parameters.Where(parameter => parameter.Target.Parameter == "weight")
            .ToDictionary(parameter => parameter.Layer.Name);
        var readings = rows.Select(row => Signal(row, shapes)).Where(signal => weights.ContainsKey(signal.Layer))
            .Select(signal => LayerReading.Of(parts.Init, weights[signal.Layer], signal, examples)).ToList();
        var input = Moments.Of(parts.Data.Train.Inputs.narrow(0, 0, examples)).SecondMoment;
        return new JsonArray([.. VerdictRules.Of(readings, input).Select(verdict => (JsonNode)new JsonObject
        {
            ["word"] = verdict.Word,
            ["layer"] = verdict.Layer,
            ["finding"] = verdict.Finding,
            ["remedy"] = verdict.Remedy,
        })]);
    }

    private static LayerSignal Signal(JsonObject row, IReadOnlyDictionary<string, LayerShape> shapes)
    {
        var name = row["layer"]!.GetValue<string>();
        return new LayerSignal(name, row["depth"]!.GetValue<int>(), row["kind"]!.GetValue<string>(),
            new Moments(Number("pre_activation_mean"), Number("pre_activation_var"), Number("pre_activation_second_moment")), null,
            new Moments(double.NaN, Number("pre_activation_grad_var"), double.NaN), default, Number("weight_norm"),
            Number("weight_grad_norm"))
        {
            Places = shapes.GetValueOrDefault(name) is { } shape ? Product(shape.Output.Skip(1)) : 1,
            DeadShare = Optional("dead_share"),
            SaturatedShare = Optional("saturated_share"),
            Symmetry = Optional("symmetry"),
        };

        double Number(string key) => JsonText.ReadNumber(row[key]!);
        double? Optional(string key) => row[key] is { } node ? JsonText.ReadNumber(node) : null;
    }
}
