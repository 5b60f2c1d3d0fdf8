using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor as_strided(long[] size, long[] strides, long storageOffset = 0) => Op.T("as_strided", this, size, strides, storageOffset);

        public Tensor broadcast_to(params long[] shape) => Op.T("broadcast_to", this, shape);

        public Tensor[] chunk(long chunks, long dim = 0) => Op.List("chunk", this, chunks, dim);

        public Tensor diag(long diagonal = 0) => Op.T("diag", this, diagonal);

        public Tensor diag_embed(long offset = 0, long dim1 = -2, long dim2 = -1) => Op.T("diag_embed", this, offset, dim1, dim2);

        public Tensor diagflat(long offset = 0) => Op.T("diagflat", this, offset);

        public Tensor diagonal(long offset = 0, long dim1 = 0, long dim2 = 1) => Op.T("diagonal", this, offset, dim1, dim2);

        public Tensor expand(long[] sizes, bool isImplicit = false) => Op.T("expand", this, sizes, isImplicit);

        public Tensor expand(ReadOnlySpan<long> sizes, bool isImplicit = false) => Op.T("expand", this, sizes, isImplicit);

        public Tensor expand(params long[] sizes) => Op.T("expand", this, sizes);

        public Tensor expand_as(Tensor other) => Op.T("expand_as", this, other);

        public Tensor flatten(long start_dim = 0, long end_dim = -1) => Op.T("flatten.using_ints", this, start_dim, end_dim);

        public Tensor flip(params long[] dims) => Op.T("flip", this, dims);

        public Tensor fliplr() => Op.T("fliplr", this);

        public Tensor flipud() => Op.T("flipud", this);

        public Tensor movedim(long[] source, long[] destination) => Op.T("movedim.intlist", this, source, destination);

        public Tensor moveaxis(long[] source, long[] destination) => Op.T("moveaxis.intlist", this, source, destination);

        public Tensor narrow(long dim, long start, long length) => Op.T("narrow", this, dim, start, length);

        public Tensor permute(params long[] permutation) => Op.T("permute", this, permutation);

        public Tensor ravel() => Op.T("ravel", this);

        public Tensor repeat(params long[] sizes) => Op.T("repeat", this, sizes);

        public Tensor reshape(params long[] shape) => Op.T("reshape", this, shape);

        public Tensor select(long dim, long index) => Op.T("select.int", this, dim, index);

        public Tensor[] split(long size, int dim = 0) => Op.List("split.Tensor", this, size, dim);

        public Tensor[] split(long[] sizes, long dim = 0) => Op.List("split.sizes", this, sizes, dim);

        public Tensor[] split(ReadOnlySpan<long> sizes, long dim = 0) => Op.List("split.sizes", this, sizes, dim);

        public Tensor[] split(params long[] sizes) => Op.List("split.sizes", this, sizes);

        public Tensor swapaxes(long dim0, long dim1) => Op.T("swapaxes", this, dim0, dim1);

        public Tensor swapdims(long dim0, long dim1) => Op.T("swapdims", this, dim0, dim1);

        public Tensor t() => Op.T("t", this);

        public Tensor[] tensor_split(long size, long dim = 0) => Op.List("tensor_split.sections", this, size, dim);

        public Tensor[] tensor_split(long[] sizes, long dim = 0) => Op.List("tensor_split.indices", this, sizes, dim);

        public Tensor[] tensor_split(Tensor indices, long dim = 0) => Op.List("tensor_split.tensor_indices_or_sections", this, indices, dim);

        public Tensor tile(long[] reps) => Op.T("tile", this, reps);

        public Tensor transpose(long dim0, long dim1) => Op.T("transpose.int", this, dim0, dim1);

        public Tensor transpose_(long dim0, long dim1) => Op.InPlace("transpose_", this, dim0, dim1);

        public Tensor tril(long diagonal = 0) => Op.T("tril", this, diagonal);

        public Tensor tril_(long diagonal = 0) => Op.InPlace("tril_", this, diagonal).alias();

        public Tensor triu(long diagonal = 0) => Op.T("triu", this, diagonal);

        public Tensor triu_(long diagonal = 0) => Op.InPlace("triu_", this, diagonal).alias();

        public Tensor[] unbind(long dimension = 0) => Op.List("unbind.int", this, dimension);

        public Tensor unfold(long dimension, long size, long step) => Op.T("unfold", this, dimension, size, step);

        public Tensor unsqueeze(long dim) => Op.T("unsqueeze", this, dim);

        public Tensor unsqueeze_(long dim) => Op.InPlace("unsqueeze_", this, dim);

        public Tensor view(params long[] shape) => Op.T("view", this, shape);

        public Tensor view_as(Tensor other) => Op.T("view_as", this, other);

        public Tensor atleast_1d() => Op.T("atleast_1d", this);

        public Tensor atleast_2d() => Op.T("atleast_2d", this);

        public Tensor atleast_3d() => Op.T("atleast_3d", this);

        public Tensor roll(long[] shifts, long[] dims) => Op.T("roll", this, shifts, dims);


        public Tensor clone() => Op.T("clone", this);

        public Tensor contiguous() => Op.T("contiguous", this);

        public Tensor detach() => Op.T("detach", this);

        public Tensor detach_() => Op.InPlace("detach_", this);

        public Tensor repeat_interleave(long repeats, long? dim = null, long? output_size = null) =>
            Op.T("repeat_interleave.self_int", this, repeats, dim, output_size);

        public Tensor repeat_interleave(Tensor repeats, long? dim = null, long? output_size = null) =>
            Op.T("repeat_interleave.self_Tensor", this, repeats, dim, output_size);
    }
}
