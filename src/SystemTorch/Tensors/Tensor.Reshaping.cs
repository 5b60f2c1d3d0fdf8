using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor T => Op.T("numpy_T", this);

        public Tensor mT => Op.T("mT", this);

        public Tensor squeeze(long? dim = null) => dim is null ? Op.T("squeeze", this) : Op.T("squeeze.dim", this, dim.Value);

        public Tensor squeeze_(long? dim = null) => dim is null ? Op.InPlace("squeeze_", this) : Op.InPlace("squeeze_.dim", this, dim.Value);

        public Tensor slice(long dim, long start, long finish, long step)
        {
            if (step < 1)
                throw new ArgumentException($"step is {step}, but it should always be positive.");
            return Op.T("slice.Tensor", this, dim, start, finish, step);
        }

        public Tensor expand(Size sizes, bool isImplicit = false) => Op.T("expand", this, sizes.Shape, isImplicit);

        public Tensor permute(IEnumerable<long> permutation) => permute(permutation.ToArray());

        public Tensor roll(long shifts, long? dims = null) => Op.T("roll", this, new[] { shifts }, dims is null ? Array.Empty<long>() : [dims.Value]);

        public Tensor unflatten(long dim, Size sizes) => unflatten(dim, sizes.Shape);

        public Tensor unflatten(long dim, params long[] sizes)
        {
            var before = shape;
            if (dim < 0 || dim >= before.Length)
                throw new ArgumentException($"Invalid 'dim' argument: {dim}.");
            return view([.. before[..(int)dim], .. sizes, .. before[((int)dim + 1)..]]);
        }

        public Tensor tensordot(Tensor b, long[] dims1, long[] dims2) => Op.T("tensordot", this, b, dims1, dims2);

        /// <summary>This where the condition holds, else <paramref name="y"/>.</summary>
        public Tensor where(Tensor condition, Tensor y)
        {
            if (condition.dtype != ScalarType.Bool)
                throw new ArgumentException("The condition to 'where' must be a boolean tensor.");
            return Op.T("where.self", condition, this, y);
        }
    }
}
