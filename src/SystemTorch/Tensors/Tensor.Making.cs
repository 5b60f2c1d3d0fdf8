using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor zeros_like(ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            Op.T("zeros_like", this, dtype, Arg.None, device).WithGradIf(requires_grad);

        public Tensor ones_like(ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            Op.T("ones_like", this, dtype, Arg.None, device).WithGradIf(requires_grad);

        public Tensor empty_like(ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            Op.T("empty_like", this, dtype, Arg.None, device).WithGradIf(requires_grad);

        public Tensor full_like(Scalar value, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            Op.T("full_like", this, value, dtype, Arg.None, device).WithGradIf(requires_grad);

        public Tensor rand_like(ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            Op.T("rand_like", this, dtype, Arg.None, device).WithGradIf(requires_grad);

        public Tensor randn_like(ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            Op.T("randn_like", this, dtype, Arg.None, device).WithGradIf(requires_grad);

        public Tensor randint_like(long low, long high, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            Op.T("randint_like.low_dtype", this, low, high, dtype, Arg.None, device).WithGradIf(requires_grad);

        public Tensor new_zeros(long[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            Op.T("new_zeros", this, size, dtype, Arg.None, device).WithGradIf(requires_grad);

        public Tensor new_empty(long[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            Op.T("new_empty", this, size, dtype, Arg.None, device).WithGradIf(requires_grad);

        public Tensor new_full(long[] size, Scalar value, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            Op.T("new_full", this, size, value, dtype, Arg.None, device).WithGradIf(requires_grad);

        /// <summary>Integers drawn uniformly from <paramref name="from"/> up to but without <paramref name="to"/>.</summary>
        public Tensor random_(double from, double to, Generator? generator = null) => Op.InPlace("random_.from", this, (long)from, (long)to, generator);
    }
}
