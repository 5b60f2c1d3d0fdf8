using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>The named modules of a Sequential, in order, and everything a container answers about them.</summary>
internal sealed class SequentialParts
{
    private readonly List<(string Name, nn.Module Module)> _parts = [];

    internal int Count => _parts.Count;

    internal nn.Module this[int index] => _parts[index].Module;

    internal IEnumerable<(string name, nn.Module module)> Children => _parts;

    internal void Add(nn.Module module) => Add(Count.ToString(System.Globalization.CultureInfo.InvariantCulture), module);

    internal void Add(string name, nn.Module module)
    {
        ArgumentNullException.ThrowIfNull(module);
        _parts.Add((name, module));
    }

    internal IEnumerable<(string name, Parameter parameter)> Parameters(bool recurse)
    {
        if (!recurse) yield break;
        var seen = new HashSet<IntPtr>();
        foreach (var (name, module) in _parts)
        {
            foreach (var (key, parameter) in module.named_parameters(true))
            {
                if (!parameter.IsInvalid && seen.Add(parameter.Handle)) yield return ($"{name}.{key}", parameter);
            }
        }
    }

    internal IEnumerable<(string name, Tensor buffer)> Buffers(bool recurse, bool includeNonpersistent)
    {
        if (!recurse) yield break;
        var seen = new HashSet<IntPtr>();
        foreach (var (name, module) in _parts)
        {
            foreach (var (key, buffer) in module.named_buffers(true, includeNonpersistent))
            {
                if (!buffer.IsInvalid && seen.Add(buffer.Handle)) yield return ($"{name}.{key}", buffer);
            }
        }
    }

    internal IEnumerable<(string name, nn.Module module)> Modules()
    {
        foreach (var part in _parts) yield return part;
        foreach (var (name, module) in _parts)
        {
            foreach (var (key, below) in module.named_modules()) yield return ($"{name}.{key}", below);
        }
    }

    internal void ForEach(Action<nn.Module> action)
    {
        foreach (var (_, module) in _parts) action(module);
    }

    /// <summary>The names and modules from start up to end, which must both lie within the list.</summary>
    internal IEnumerable<(string name, nn.Module module)> Slice(int start, int end)
    {
        RequireIndex(start);
        RequireIndex(end);
        return _parts.Take(end).Skip(start);
    }

    internal (int?, int?) Resolve(Range range) => (range.Start.GetOffset(Count), range.End.GetOffset(Count));

    private void RequireIndex(int index)
    {
        if (index < 0 || index > Count) throw new IndexOutOfRangeException($"{index} is not a valid index.");
    }
}
