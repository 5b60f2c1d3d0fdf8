using System.Reflection;

namespace Experiments.Options;

internal sealed record OptionKey(PropertyInfo Property, Slot Slot)
{
    public OptionAttribute Option => Slot.Option;

    public string Name => Option.Name;

    public object? ValueIn(object options) => Property.GetValue(options);
}
