using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor all() => Op.T("all", this);

        public Tensor all(long dim, bool keepdim = false) => Op.T("all.dim", this, dim, keepdim);

        public Tensor amax(params long[] dims) => Op.T("amax", this, dims);

        public Tensor amin(params long[] dims) => Op.T("amin", this, dims);

        public Tensor any() => Op.T("any", this);

        public Tensor any(long dim, bool keepdim = false) => Op.T("any.dim", this, dim, keepdim);

        public Tensor argmax() => Op.T("argmax", this);

        public Tensor argmax(long dim, bool keepdim = false) => Op.T("argmax", this, dim, keepdim);

        public Tensor argmin() => Op.T("argmin", this);

        public Tensor argmin(long dim, bool keepdim = false) => Op.T("argmin", this, dim, keepdim);

        public (Tensor, Tensor) aminmax(long? dim = null, bool keepdim = false) => Op.T2("aminmax", this, dim, keepdim);

        public Tensor count_nonzero(long[]? dims = null) =>
            dims is null ? Op.T("count_nonzero", this) : Op.T("count_nonzero.dim_IntList", this, dims);

        public (Tensor, Tensor) cummax(long dim) => Op.T2("cummax", this, dim);

        public (Tensor, Tensor) cummin(long dim) => Op.T2("cummin", this, dim);

        public Tensor cumprod(long dim, ScalarType? type = null) => Op.T("cumprod", this, dim, type);

        public Tensor cumsum(long dim, ScalarType? type = null) => Op.T("cumsum", this, dim, type);

        public Tensor logcumsumexp(long dim) => Op.T("logcumsumexp", this, dim);

        public Tensor mean() => Op.T("mean", this);

        public Tensor mean(long[] dimensions, bool keepdim = false, ScalarType? type = null) => Op.T("mean.dim", this, dimensions, keepdim, type);

        public Tensor median() => Op.T("median", this);

        public Tensor nanmedian() => Op.T("nanmedian", this);

        public Tensor nanquantile(Tensor q, long dim = -1, bool keepdim = false) => Op.T("nanquantile", this, q, dim == -1 ? Arg.None : dim, keepdim);

        public Tensor nansum() => Op.T("nansum", this);

        public Tensor prod(long dim, bool keepdim = false, ScalarType? type = null) => Op.T("prod.dim_int", this, dim, keepdim, type);

        public Tensor prod(ScalarType? type = null) => Op.T("prod", this, type);

        public Tensor quantile(Tensor q, long dim = -1, bool keepdim = false) => Op.T("quantile", this, q, dim == -1 ? Arg.None : dim, keepdim);

        public Tensor sum(long[] dim, bool keepdim = false, ScalarType? type = null) => Op.T("sum.dim_IntList", this, dim, keepdim, type);

        public Tensor sum(ScalarType? type = null) => Op.T("sum", this, type);

        public Tensor sum(ReadOnlySpan<long> dim, bool keepdim = false, ScalarType? type = null) => Op.T("sum.dim_IntList", this, dim, keepdim, type);

        public Tensor argsort(long dim = -1, bool descending = false) => Op.T("argsort", this, dim, descending);

        public (Tensor, Tensor) topk(int k, int dim = -1, bool largest = true, bool sorted = true) => Op.T2("topk", this, k, dim, largest, sorted);

        public (Tensor, Tensor) mode(long dim = -1, bool keepdim = false) => Op.T2("mode", this, dim, keepdim);

        public Tensor bincount(Tensor? weights, long minlength = 0) => Op.T("bincount", this, weights, minlength);

        public Tensor histc(long bins = 100, long min = 0, long max = 0) => Op.T("histc", this, bins, min, max);
    }
}
