using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public static Tensor cat(IList<Tensor> tensors, long dim = 0) => cat(tensors.ToArray(), dim);

    public static Tensor cat(Tensor[] tensors, long dim = 0) => Op.T("cat", tensors, dim);

    public static Tensor cat(ReadOnlySpan<Tensor> tensors, long dim = 0) => cat(tensors.ToArray(), dim);

    public static Tensor concat(IList<Tensor> tensors, long dim = 0) => cat(tensors, dim);

    public static Tensor concat(Tensor[] tensors, long dim = 0) => cat(tensors, dim);

    public static Tensor concat(ReadOnlySpan<Tensor> tensors, long dim = 0) => cat(tensors, dim);

    public static Tensor stack(IEnumerable<Tensor> tensors, long dim = 0) => Op.T("stack", tensors.ToArray(), dim);

    public static Tensor vstack(IList<Tensor> tensors) => Op.T("vstack", tensors.ToArray());

    public static Tensor vstack(Tensor[] tensors) => Op.T("vstack", tensors);

    public static Tensor hstack(IList<Tensor> tensors) => Op.T("hstack", tensors.ToArray());

    public static Tensor hstack(params Tensor[] tensors) => Op.T("hstack", tensors);

    public static Tensor block_diag(params Tensor[] tensors) => Op.T("block_diag", tensors);

    public static Tensor[] meshgrid(IEnumerable<Tensor> tensors, string indexing = "ij") => Op.List("meshgrid.indexing", tensors.ToArray(), indexing);

    public static IList<Tensor> broadcast_tensors(params Tensor[] tensors) => Op.List("broadcast_tensors", tensors);

    /// <summary>x where the condition holds, else y.</summary>
    public static Tensor where(Tensor condition, Tensor x, Tensor y) => x.where(condition, y);

    /// <summary>The indices, one tensor a dimension, at which the condition holds.</summary>
    public static Tensor[] where(Tensor condition) => Op.List("where", condition);
}
