using System.Collections;
using Experiments.Models;
using Experiments.Training;

namespace Experiments.Experiment;

/// <summary>
/// Finds configs that can train together as one network with a leading cell dimension. The networks must have the same shape, and their
/// updates must consist of the same operations, in which only numbers differ.
/// </summary>
/// <remarks>
/// The configs may differ in name, seed, initialisation, schedule and output folder. The configs may also differ in the numbers of the
/// optimizer and the activation (learning rate, weight decay, momentum, slope). All other keys must be equal.
/// </remarks>
public static class StackKey
{
    private static readonly string[] s_free = ["name", "seed", "device", "init", "schedule", "output"];

    private static OptionCatalog Catalog => ExperimentCatalog.Instance;

    /// <summary>Returns a key; configs can train together if and only if their keys are equal.</summary>
    /// <param name="deviceType">Type of the device in use: <c>cpu</c> or <c>cuda</c>.</param>
    public static string Of(ExperimentConfig config, string deviceType)
    {
        // A numbered device is part of the key, because each numbered device has its own copy of the data.
        var values = new JsonObject { ["device"] = config.Device.Contains(':', StringComparison.Ordinal) ? config.Device : deviceType };
        foreach (var key in Catalog.Keys(Catalog.Root).Where(key => !s_free.Contains(key.Name)))
            values[key.Name] = Value(key.ValueIn(config), key.Slot.Shape);
        values["decay_spares_some"] = config.Optimizer.SparesSome;
        return CanonicalJson.Serialize(values);
    }

    /// <summary>Returns a clause that says why a config can't train together with other configs; null if it can.</summary>
    /// <param name="deviceType">Type of the device in use: <c>cpu</c> or <c>cuda</c>.</param>
    public static string? Obstacle(ExperimentConfig config, string deviceType) => OfModel(config)
        ?? (config.Precision == "bfloat16" ? "precision is 'bfloat16', which stacked cells can't use"
            : config.Model is Vgg { MemoryFormat: "channels_last" } or ResNet { MemoryFormat: "channels_last" }
                ? "model.memory_format is 'channels_last', which stacked cells can't use"
            : deviceType != "cpu" && config.DrawsRandomNumbers
                ? "its network draws random numbers (dropout), which stacked cells can do only on the CPU"
            : null);

    private static string? OfModel(ExperimentConfig config) => config.Model switch
    {
        SoftmaxRegression or Mlp or Vgg or ResNet { Normalization: "batch" } => null,
        ResNet resnet => $"model.normalization is '{resnet.Normalization}', but stacked resnets need 'batch'",
        var model => $"model.kind is '{ModelRegistry.Instance.Rows.First(row => row.OptionsType == model.GetType()).Name}', but only "
            + "softmax_regression, mlp, vgg and resnet can be stacked",
    };

    /// <summary>Tests whether runs that train together have the same bits as in separate training. On the CPU the bits are the same,
    /// because a stack combines only layers with bit-identical results. On CUDA, the terms of a sum have no fixed order, so results agree
    /// within rounding.</summary>
    /// <param name="deviceType">Type of the device in use: <c>cpu</c> or <c>cuda</c>.</param>
    public static bool IsExact(string deviceType) => deviceType == "cpu";

    private static JsonNode? Value(object? value, OptionType shape) => (value, shape) switch
    {
        (null, _) => null,
        (_, OptionType.List list) => new JsonArray([.. ((IEnumerable)value).Cast<object?>().Select(item => Value(item, list.Element))]),
        (_, OptionType.Record record) => Members([], value, record.Type, hasFreeNumbers: false),
        (_, OptionType.Choice choice) when choice.RowOf(value) is var row => Members(
            new JsonObject { [choice.Registry.Discriminator] = row.Name }, value, row.OptionsType,
            choice.Registry.BaseType == typeof(OptimizerOptions) || choice.Registry.BaseType == typeof(ActivationOptions)),
        _ => OptionWriter.Scalar(value),
    };

    private static JsonObject Members(JsonObject values, object options, Type type, bool hasFreeNumbers)
    {
        foreach (var key in Catalog.Keys(type).Where(key => !(hasFreeNumbers && IsNumber(key.Slot.Shape))))
            values[key.Name] = Value(key.ValueIn(options), key.Slot.Shape);
        return values;
    }

    private static bool IsNumber(OptionType shape) =>
        shape is OptionType.Number || shape is OptionType.List { Element: OptionType.Number };
}
