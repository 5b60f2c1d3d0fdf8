using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public partial class Module
        {
            public virtual IEnumerable<(string name, Parameter parameter)> named_parameters(bool recurse = true)
            {
                var seen = new HashSet<IntPtr>();
                foreach (var (key, parameter) in _internal_params)
                {
                    if (!parameter.IsInvalid && seen.Add(parameter.Handle)) yield return (key, parameter);
                }
                if (!recurse) yield break;
                foreach (var (child, module) in _internal_submodules)
                {
                    foreach (var (key, parameter) in module.named_parameters(true))
                    {
                        if (!parameter.IsInvalid && seen.Add(parameter.Handle)) yield return ($"{child}.{key}", parameter);
                    }
                }
            }

            public virtual IEnumerable<Parameter> parameters(bool recurse = true) =>
                named_parameters(recurse).Select(entry => entry.parameter);

            /// <remarks>Buffers registered with persistent = false are never listed, whatever is asked: as in TorchSharp.</remarks>
            public virtual IEnumerable<(string name, Tensor buffer)> named_buffers(bool recurse = true, bool include_nonpersistent = true)
            {
                var seen = new HashSet<IntPtr>();
                foreach (var (key, (buffer, persistent)) in _internal_buffers)
                {
                    if (persistent && !buffer.IsInvalid && seen.Add(buffer.Handle)) yield return (key, buffer);
                }
                if (!recurse) yield break;
                foreach (var (child, module) in _internal_submodules)
                {
                    foreach (var (key, buffer) in module.named_buffers(true, include_nonpersistent))
                    {
                        if (!buffer.IsInvalid && seen.Add(buffer.Handle)) yield return ($"{child}.{key}", buffer);
                    }
                }
            }

            public virtual IEnumerable<Tensor> buffers(bool recurse = true, bool include_nonpersistent = true) =>
                named_buffers(recurse, include_nonpersistent).Select(entry => entry.buffer);

            public virtual IEnumerable<(string name, Module module)> named_children() => _internal_submodules;

            public virtual IEnumerable<Module> children() => named_children().Select(entry => entry.module);

            /// <remarks>Children first, then what stands below each, and never the module itself: PyTorch goes depth first.</remarks>
            public virtual IEnumerable<(string name, Module module)> named_modules()
            {
                foreach (var entry in _internal_submodules) yield return entry;
                foreach (var (child, module) in _internal_submodules)
                {
                    foreach (var (key, below) in module.named_modules()) yield return ($"{child}.{key}", below);
                }
            }

            public virtual IEnumerable<Module> modules() => named_modules().Select(entry => entry.module);

            public virtual bool has_parameter(string target) =>
                _internal_params.ContainsKey(target)
                || Below(target).Any(below => below.module.has_parameter(below.rest));

            public virtual Parameter? get_parameter(string target) =>
                _internal_params.TryGetValue(target, out var parameter)
                    ? parameter
                    : Below(target).Select(below => below.module.get_parameter(below.rest)).FirstOrDefault(found => found is not null);

            public virtual bool has_buffer(string target) =>
                _internal_buffers.ContainsKey(target)
                || Below(target).Any(below => below.module.has_buffer(below.rest));

            public virtual Tensor? get_buffer(string target) =>
                _internal_buffers.TryGetValue(target, out var buffer)
                    ? buffer.Item1
                    : Below(target).Select(below => below.module.get_buffer(below.rest)).FirstOrDefault(found => found is not null);

            /// <summary>Splits "child.rest" and finds the child; nothing where the name has no dot.</summary>
            private IEnumerable<(Module module, string rest)> Below(string target)
            {
                var dot = target.IndexOf('.', StringComparison.Ordinal);
                if (dot < 0) return [];
                return named_children()
                    .Where(child => child.name == target[..dot])
                    .Select(child => (child.module, target[(dot + 1)..]));
            }
        }
    }
}
