using System.Collections;

namespace Experiments.Experiment;

/// <summary>Finds the keys of a config that are set but have no effect.</summary>
public static class IdleKeys
{
    /// <summary>Returns one sentence per key, beginning with the key's path.</summary>
    public static IEnumerable<string> Of(ExperimentConfig config) => Under("", config, ExperimentCatalog.Instance.Root);

    private static IEnumerable<string> Under(string path, object options, Type type)
    {
        var prefix = path.Length == 0 ? "" : path + ".";
        var own = options is IValidated validated ? validated.IdleKeys().Select(sentence => $"{prefix}{sentence}.") : [];
        return own.Concat(ExperimentCatalog.Instance.Keys(type)
            .SelectMany(key => In(prefix + key.Name, key.ValueIn(options), key.Slot.Shape)));
    }

    private static IEnumerable<string> In(string path, object? value, OptionType shape) => (value, shape) switch
    {
        (null, _) => [],
        (_, OptionType.List list) => ((IEnumerable)value).Cast<object?>()
            .SelectMany((item, i) => In(FormattableString.Invariant($"{path}[{i}]"), item, list.Element)),
        (_, OptionType.Record record) => Under(path, value, record.Type),
        (_, OptionType.Choice choice) => Under(path, value, choice.RowOf(value).OptionsType),
        _ => [],
    };
}
