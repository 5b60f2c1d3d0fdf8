using System.Reflection;
using TorchSharp.Modules;
using TorchSharp.Utils;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public partial class Module
        {
            public void add_module(string name, Module module) => register_module(name, module);

            public virtual void register_module(string name, Module submodule)
            {
                if (submodule is null || submodule.IsDisposed)
                {
                    Forget(_internal_submodules, name);
                    return;
                }
                if (name.Contains('.')) throw new ArgumentException($"module name can't contain \".\", got: {name}");
                if (name.Length == 0) throw new ArgumentException("module name can't be empty string \"\"");
                if (_internal_submodules.ContainsKey(name))
                    throw new InvalidOperationException($"Sub-module {name} is already registered.");

                submodule.RegisterComponents();
                _internal_submodules.Add(name, submodule);
            }

            public virtual void register_buffer(string name, Tensor tensor, bool persistent = true)
            {
                if (tensor is null || tensor.IsInvalid)
                    throw new ArgumentNullException(nameof(tensor), "A null tensor cannot be registered as a buffer.");
                if (_internal_buffers.ContainsKey(name))
                    throw new InvalidOperationException($"Tensor {name} is already registered.");
                _internal_buffers.Add(name, (tensor, persistent));
            }

            public virtual void register_parameter(string name, Parameter param)
            {
                if (param is null || param.IsInvalid)
                    throw new ArgumentNullException(nameof(param), "A null tensor cannot be registered as a parameter.");
                if (_internal_params.ContainsKey(name))
                    throw new InvalidOperationException($"Parameter {name} is already registered.");
                _internal_params.Add(name, param);
            }

            /// <summary>
            /// Registers every field that holds a module, a parameter or a tensor (a buffer) under the field's name,
            /// or the name its <see cref="ComponentNameAttribute"/> gives. Only the first call does anything.
            /// </summary>
            protected virtual void RegisterComponents()
            {
                if (_areComponentsRegistered) return;
                foreach (var field in FieldsOf(GetType()))
                {
                    var component = field.ComponentName();
                    if (IsRegistered(component)) continue;
                    switch (field.GetValue(this))
                    {
                        case Module module:
                            register_module(component, module);
                            break;
                        case Parameter parameter: // before Tensor, which it is too
                            register_parameter(component, parameter);
                            break;
                        case Tensor tensor:
                            register_buffer(component, tensor);
                            break;
                    }
                }
                _areComponentsRegistered = true;
            }

            protected void ConditionallyRegisterParameter(string name, Tensor? value) =>
                ConditionallyRegisterParameter(name, value as Parameter);

            protected void ConditionallyRegisterParameter(string name, Parameter? value)
            {
                if (value is not null) _internal_params[name] = value;
                else Forget(_internal_params, name);
            }

            protected void ConditionallyRegisterBuffer(string name, Tensor? value, bool persistent = true)
            {
                if (value is not null) _internal_buffers[name] = (value, persistent);
                else Forget(_internal_buffers, name);
            }

            /// <summary>What a parameter property's setter does: the old value is disposed, the new one leaves its scope and is registered.</summary>
            private protected Parameter? Adopt(string name, Parameter? current, Parameter? value)
            {
                if (ReferenceEquals(current, value)) return current;
                current?.Dispose();
                value?.DetachFromDisposeScope();
                ConditionallyRegisterParameter(name, value);
                return value;
            }

            protected void ClearModules() => _internal_submodules.clear();

            private static void Forget<T>(OrderedDict<string, T> entries, string name)
            {
                if (entries.TryGetValue(name, out var _)) entries.Remove(name);
            }

            private bool IsRegistered(string component) =>
                _internal_submodules.ContainsKey(component)
                || _internal_params.ContainsKey(component)
                || _internal_buffers.ContainsKey(component);

            /// <summary>Fields of the type, then of its bases; a name that a derived type repeats hides the base's.</summary>
            private static IEnumerable<FieldInfo> FieldsOf(Type type)
            {
                const BindingFlags Instance = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance;
                var seen = new HashSet<string>();
                for (var current = type; current is not null && current != typeof(object); current = current.BaseType)
                {
                    foreach (var field in current.GetFields(Instance))
                    {
                        if (seen.Add(field.Name)) yield return field;
                    }
                }
            }
        }
    }
}
