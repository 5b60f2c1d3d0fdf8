using System.Runtime.CompilerServices;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp
{
    namespace Modules
    {
        /// <summary>
        /// Modules one after the other. Each intermediate result is disposed as soon as the next module has used it, those
        /// that hooks have seen included: a hook that keeps one keeps an alias or a clone.
        /// </summary>
        public class Sequential : nn.Module<Tensor, Tensor>
        {
            private readonly SequentialParts _parts = new();

            internal Sequential() { }

            protected Sequential(params (string name, nn.Module<Tensor, Tensor> submodule)[] modules)
            {
                foreach (var (key, module) in modules) Add(key, module);
            }

            protected Sequential(params nn.Module<Tensor, Tensor>[] modules)
            {
                foreach (var module in modules) Add(module);
            }

            private protected override string NativeName => "torch::nn::SequentialImpl";

            public int Count => _parts.Count;

            [IndexerName("SequentialItems")]
            public nn.IModule<Tensor, Tensor> this[int index] => (nn.IModule<Tensor, Tensor>)_parts[index];

            [IndexerName("SequentialItems")]
            public Sequential this[(int? start, int? end) index]
            {
                get
                {
                    var slice = new Sequential();
                    foreach (var (key, module) in _parts.Slice(index.start ?? 0, index.end ?? Count)) slice._parts.Add(key, module);
                    return slice;
                }
            }

            [IndexerName("SequentialItems")]
            public Sequential this[Range index] => this[_parts.Resolve(index)];

            public Sequential append(string name, nn.IModule<Tensor, Tensor> module)
            {
                Add(name, module);
                return this;
            }

            public Sequential append(nn.IModule<Tensor, Tensor> module)
            {
                Add(module);
                return this;
            }

            internal void Add(string name, nn.IModule<Tensor, Tensor> module) => _parts.Add(name, (nn.Module)module);

            internal void Add(nn.IModule<Tensor, Tensor> module) => _parts.Add((nn.Module)module);

            public override Tensor forward(Tensor tensor)
            {
                if (Count == 0) return tensor.alias();

                var result = this[0].call(tensor);
                for (var i = 1; i < Count; i++)
                {
                    var next = this[i].call(result);
                    result.Dispose();
                    result = next;
                }
                return result;
            }

            public override IEnumerable<(string name, Parameter parameter)> named_parameters(bool recurse = true) => _parts.Parameters(recurse);

            public override IEnumerable<(string name, Tensor buffer)> named_buffers(bool recurse = true, bool include_persistent = true) =>
                _parts.Buffers(recurse, include_persistent);

            public override IEnumerable<(string name, nn.Module module)> named_children() => _parts.Children;

            public override IEnumerable<(string name, nn.Module module)> named_modules() => _parts.Modules();

            public override nn.Module apply(Action<nn.Module> fn)
            {
                _parts.ForEach(module => module.apply(fn));
                fn(this);
                return this;
            }

            internal override nn.Module Convert(ScalarType? dtype, Device? device, bool non_blocking)
            {
                _parts.ForEach(module => module.Convert(dtype, device, non_blocking));
                return this;
            }

            protected override void Dispose(bool disposing)
            {
                if (disposing) _parts.ForEach(module => module.Dispose());
                base.Dispose(disposing);
            }
        }
    }

    public static partial class torch
    {
        public static partial class nn
        {
            public static Sequential Sequential() => new();

            public static Sequential Sequential(params (string name, Module<Tensor, Tensor> submodule)[] modules) =>
                Sequential((IEnumerable<(string, Module<Tensor, Tensor>)>)modules);

            public static Sequential Sequential(params Module<Tensor, Tensor>[] modules) =>
                Sequential((IEnumerable<Module<Tensor, Tensor>>)modules);

            public static Sequential Sequential(params Tuple<string, Module<Tensor, Tensor>>[] modules) =>
                Sequential((IEnumerable<Tuple<string, Module<Tensor, Tensor>>>)modules);

            public static Sequential Sequential(IEnumerable<(string name, Module<Tensor, Tensor> submodule)> modules)
            {
                ArgumentNullException.ThrowIfNull(modules);
                var sequential = Sequential();
                foreach (var (key, module) in modules) sequential.Add(key, module);
                return sequential;
            }

            public static Sequential Sequential(IEnumerable<Tuple<string, Module<Tensor, Tensor>>> modules) =>
                Sequential(modules.Select(module => (module.Item1, module.Item2)));

            public static Sequential Sequential(IEnumerable<Module<Tensor, Tensor>> modules)
            {
                ArgumentNullException.ThrowIfNull(modules);
                var sequential = Sequential();
                foreach (var module in modules) sequential.Add(module);
                return sequential;
            }
        }
    }
}
