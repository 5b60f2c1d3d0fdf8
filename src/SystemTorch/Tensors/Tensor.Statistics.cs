using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor sum(long dim, bool keepdim = false, ScalarType? type = null) => sum([dim], keepdim, type);

        public Tensor sum(long dim0, long dim1, bool keepdim = false, ScalarType? type = null) => sum([dim0, dim1], keepdim, type);

        public Tensor sum(long dim0, long dim1, long dim2, bool keepdim = false, ScalarType? type = null) => sum([dim0, dim1, dim2], keepdim, type);

        public Tensor logsumexp(long dim, bool keepdim = false) => Op.T("logsumexp", this, new[] { dim }, keepdim);

        public Tensor amax(long[] dims, bool keepdim = false, Tensor? @out = null) => Extreme("amax", dims, keepdim, @out);

        public Tensor amin(long[] dims, bool keepdim = false, Tensor? @out = null) => Extreme("amin", dims, keepdim, @out);

        /// <summary>The p-norm of all elements: (Σ|x|^p)^(1/p).</summary>
        public Tensor norm(float p = 2) => Op.T("norm.Scalar", this, p);

        public Tensor norm(int dim, bool keepdim = false, float p = 2) => Op.T("norm.ScalarOpt_dim", this, p, new long[] { dim }, keepdim);

        /// <summary>Variance, divided by n − 1 where unbiased, else by n. The type is not used, as in TorchSharp.</summary>
        public Tensor var(long dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            var([dim], unbiased, keepdim, type);

        public Tensor var(long[] dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            Op.T("var.dim", this, dimensions, unbiased, keepdim);

        /// <summary>Standard deviation, the square root of the variance.</summary>
        public Tensor std(bool unbiased = true) => Op.T("std", this, unbiased);

        public Tensor std(long dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            std([dim], unbiased, keepdim, type);

        public Tensor std(long[] dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            Op.T("std.dim", this, dimensions, unbiased, keepdim);

        /// <summary>Variance and mean.</summary>
        public (Tensor @var, Tensor mean) var_mean(bool unbiased = true) => Op.T2("var_mean", this, unbiased);

        /// <summary>Standard deviation and mean.</summary>
        public (Tensor std, Tensor mean) std_mean(bool unbiased = true) => Op.T2("std_mean", this, unbiased);

        public (Tensor Values, Tensor Indices) sort(long dim = -1, bool descending = false, bool stable = false) =>
            Op.T2("sort.stable", this, stable, dim, descending);

        public (Tensor values, Tensor indices) kthvalue(long k, long? dim, bool keepdim = false) => Op.T2("kthvalue", this, k, dim ?? -1, keepdim);

        /// <summary>The distinct elements; where each element of the input is among them; how often each occurs.</summary>
        public (Tensor output, Tensor? inverse_indices, Tensor? counts) unique(bool sorted = true, bool return_inverse = false, bool return_counts = false,
            int? dim = null)
        {
            var (output, inverse, counts) = dim is null
                ? Op.T3("_unique2", this, sorted, return_inverse, return_counts)
                : Op.T3("unique_dim", this, dim.Value, sorted, return_inverse, return_counts);
            return (output, return_inverse ? inverse : Drop(inverse), return_counts ? counts : Drop(counts));
        }

        public bool allclose(Tensor target, double rtol = 1e-5, double atol = 1e-8, bool equal_nan = false) =>
            target is not null && Op.Bool("allclose", this, target, rtol, atol, equal_nan);

        /// <summary>Whether shapes and all elements agree.</summary>
        public bool Equals(Tensor target) => target is not null && Op.Bool("equal", this, target);

        /// <summary>Element by element, as <see cref="eq(Tensor)"/>.</summary>
        public Tensor equal(Tensor target) => eq(target);

        public bool is_nonzero()
        {
            if (numel() != 1)
                throw new InvalidOperationException("is_nonzero() called on non-singleton tensor");
            return Op.Bool("is_nonzero", this);
        }

        private Tensor Extreme(string name, long[] dims, bool keepdim, Tensor? @out) =>
            @out is null ? Op.T(name, this, dims, keepdim) : Op.T(name + ".out", this, dims, keepdim, @out);

        private static Tensor? Drop(Tensor tensor)
        {
            tensor.Dispose();
            return null;
        }
    }
}
