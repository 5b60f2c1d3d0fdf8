using System.Reflection;

namespace Experiments.Configuration.Options;

/// <summary>One key of an options type: the property behind it and what its value may be.</summary>
internal sealed record OptionKey(PropertyInfo Property, Slot Slot)
{
    /// <summary>What the attribute says of the key.</summary>
    public OptionAttribute Option => Slot.Option;

    /// <summary>The key as it stands in JSON.</summary>
    public string Name => Option.Name;

    /// <summary>The value that an options object holds.</summary>
    public object? ValueIn(object options) => Property.GetValue(options);
}
