using System.Runtime.CompilerServices;
using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        [IndexerName("TensorItems")]
        public Tensor this[params TensorIndex[] indices]
        {
            get => index(indices);
            set => index_put_(value, indices);
        }

        [IndexerName("TensorItems")]
        public Tensor this[params Tensor[] indices]
        {
            get => index(indices);
            set => index_put_(value, indices);
        }

        [IndexerName("TensorItems")]
        public Tensor this[long i1]
        {
            get => select(0, i1);
            set => Put(value, i1);
        }

        [IndexerName("TensorItems")]
        public Tensor this[long i1, long i2]
        {
            get => Item(i1, i2);
            set => Put(value, i1, i2);
        }

        [IndexerName("TensorItems")]
        public Tensor this[long i1, long i2, long i3]
        {
            get => Item(i1, i2, i3);
            set => Put(value, i1, i2, i3);
        }

        [IndexerName("TensorItems")]
        public Tensor this[long i1, long i2, long i3, long i4]
        {
            get => Item(i1, i2, i3, i4);
            set => Put(value, i1, i2, i3, i4);
        }

        [IndexerName("TensorItems")]
        public Tensor this[params long[] indices]
        {
            get => Item(indices);
            set => Put(value, indices);
        }

        /// <summary>What Python's brackets give: a view for numbers, slices and new dimensions, a copy as soon as there is a tensor.</summary>
        public Tensor index(params TensorIndex[] indices)
        {
            var (view, tensors) = new IndexWalk(this).Through(indices);
            if (tensors is null)
                return view;
            using (view)
                return Op.T("index.Tensor", view, tensors);
        }

        public Tensor index(params Tensor[] indices) => Op.T("index.Tensor", this, indices);

        public Tensor index_put_(Tensor value, params TensorIndex[] indices) => index_put_(value, indices, false);

        /// <summary>Overwrites what <see cref="index(TensorIndex[])"/> would read, or adds to it.</summary>
        public Tensor index_put_(Tensor value, TensorIndex[] indices, bool accumulate = false)
        {
            var (view, tensors) = new IndexWalk(this).Through(indices);
            using (view)
            {
                if (tensors is not null)
                    Op.InPlace("index_put_", view, tensors, value, accumulate);
                else if (accumulate)
                    view.add_(value);
                else
                    view.copy_(value);
            }
            return this;
        }

        public Tensor index_put_(Tensor value, params Tensor[] indices) => index_put_(value, indices, false);

        public Tensor index_put_(Tensor value, Tensor[] indices, bool accumulate = false) =>
            Op.InPlace("index_put_", this, indices, value, accumulate);

        public Tensor index_put_(Scalar value, params TensorIndex[] indices)
        {
            using var element = full([], value, dtype, device);
            return index_put_(element, indices, false);
        }

        private Tensor Item(params ReadOnlySpan<long> indices)
        {
            var item = alias();
            foreach (var at in indices)
            {
                using var outer = item;
                item = outer.select(0, at);
            }
            return item;
        }

        private void Put(Tensor value, params ReadOnlySpan<long> indices)
        {
            using var item = Item(indices);
            item.copy_(value);
        }
    }

    /// <summary>Walks a tensor's dimensions along the entries of an index, making views, and collects what has to be looked up by tensors.</summary>
    private sealed class IndexWalk(Tensor source)
    {
        private readonly List<Tensor?> _tensors = [];
        private Tensor _view = source.alias();
        private long _dim;

        internal (Tensor View, Tensor?[]? Tensors) Through(TensorIndex[] indices)
        {
            var consumed = indices.Sum(Dimensions);
            foreach (var index in indices)
                Step(index, source.ndim - consumed);
            return (_view, _tensors.Any(t => t is not null) ? [.. _tensors] : null);
        }

        private static long Dimensions(TensorIndex index) => index.Of switch
        {
            TensorIndex.Kind.Single or TensorIndex.Kind.Slice => 1,
            TensorIndex.Kind.Tensor => index.At!.dtype is ScalarType.Bool or ScalarType.Byte ? index.At.ndim : 1,
            _ => 0,
        };

        private void Step(TensorIndex index, long spanned)
        {
            switch (index.Of)
            {
                case TensorIndex.Kind.Single:
                    Become(_view.select(_dim, index.Start!.Value));
                    break;
                case TensorIndex.Kind.Slice:
                    Become(Op.T("slice.Tensor", _view, _dim, index.Start, index.Stop, index.Step ?? 1));
                    Skip(1);
                    break;
                case TensorIndex.Kind.Ellipsis:
                    Skip(spanned);
                    break;
                case TensorIndex.Kind.NewDimension:
                    Become(_view.unsqueeze(_dim));
                    Skip(1);
                    break;
                case TensorIndex.Kind.Bool:
                    Become(_view.unsqueeze(_dim));
                    LookUp(tensor(index.Start == 1 ? new long[] { 0 } : []), 1);
                    break;
                default:
                    LookUp(index.At!, Dimensions(index));
                    break;
            }
        }

        private void Become(Tensor view)
        {
            _view.Dispose();
            _view = view;
        }

        private void Skip(long dimensions)
        {
            for (; dimensions > 0; dimensions--, _dim++)
                _tensors.Add(null);
        }

        private void LookUp(Tensor indices, long dimensions)
        {
            _tensors.Add(indices);
            _dim += dimensions;
        }
    }
}
