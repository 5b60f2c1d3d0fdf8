using TorchSharp.Modules;
using TorchSharp.Utils;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>
        /// The base of every network module: parameters, buffers and submodules by name, the mode (training or
        /// evaluation), conversion, and state dictionaries.
        /// </summary>
        /// <remarks>
        /// A module of the user's own assigns its parts to fields and calls <see cref="RegisterComponents"/> at the
        /// end of its constructor. Everything here is managed code; only tensors live in libtorch.
        /// </remarks>
        public partial class Module : IDisposable
        {
            protected OrderedDict<string, Module> _internal_submodules = new();
            protected OrderedDict<string, (Tensor, bool)> _internal_buffers = new();
            protected OrderedDict<string, Parameter> _internal_params = new();
            protected DeviceType _deviceType = DeviceType.CPU;
            protected int _deviceIndex = -1;
            protected string? name;

            private bool _areComponentsRegistered;
            private bool _training = true;
            private bool _disposed;

            protected Module(string name) => this.name = name;

            /// <summary>A container without a name of its own (Sequential): it answers with libtorch's.</summary>
            private protected Module() { }

            ~Module() => Dispose(false);

            /// <summary>True once the module itself was disposed; registering it then removes it, as for null.</summary>
            internal bool IsDisposed => _disposed;

            public virtual string GetName()
            {
                if (!string.IsNullOrEmpty(name)) return name;
                ObjectDisposedException.ThrowIf(_disposed, this);
                return NativeName;
            }

            private protected virtual string NativeName => "torch::nn::Module";

            public virtual bool training
            {
                get
                {
                    ObjectDisposedException.ThrowIf(_disposed, this);
                    return _training;
                }
            }

            public virtual void train(bool train = true)
            {
                ObjectDisposedException.ThrowIf(_disposed, this);
                _training = train;
                foreach (var (_, child) in named_children()) child.train(train);
            }

            public virtual void eval() => train(false);

            public virtual Module apply(Action<Module> fn)
            {
                foreach (var (_, child) in _internal_submodules) child.apply(fn);
                fn(this);
                return this;
            }

            public virtual void zero_grad(bool set_to_none = true)
            {
                ObjectDisposedException.ThrowIf(_disposed, this);
                foreach (var (_, parameter) in named_parameters())
                {
                    using var grad = parameter.grad;
                    if (grad is null) continue;
                    if (set_to_none) parameter.grad = null;
                    else grad.zero_();
                }
            }

            public void Dispose()
            {
                Dispose(true);
                GC.SuppressFinalize(this);
            }

            /// <summary>Disposes the module's own parameters and buffers, then every module below it.</summary>
            protected virtual void Dispose(bool disposing)
            {
                if (!disposing || _disposed) return;
                foreach (var (_, buffer) in named_buffers(false)) buffer.DetachFromDisposeScope().Dispose();
                foreach (var (_, parameter) in named_parameters(false)) parameter.DetachFromDisposeScope().Dispose();
                foreach (var (_, module) in named_modules()) module.Dispose();
                _disposed = true;
            }
        }
    }
}
