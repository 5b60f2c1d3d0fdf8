using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Sums of products in Einstein's notation: "ij,jk->ik".</summary>
    public static Tensor einsum(string equation, params Tensor[] tensors) => Op.T("einsum", equation, tensors);

    public static Tensor chain_matmul(params Tensor[] matrices) => Op.T("chain_matmul", new Arg[] { matrices });

    public static Tensor norm(Tensor input) => input.norm();

    public static partial class linalg
    {
        public enum QRMode
        {
            Reduced = 0,
            Complete = 1,
            R = 2,
        }

        public static (Tensor Q, Tensor R) qr(Tensor input, QRMode mode = QRMode.Reduced) =>
            Op.T2("linalg_qr", input, mode == QRMode.R ? "r" : mode == QRMode.Complete ? "complete" : "reduced");

        public static (Tensor U, Tensor S, Tensor Vh) svd(Tensor input, bool fullMatrices = true) => Op.T3("linalg_svd", input, fullMatrices);

        public static Tensor svdvals(Tensor input) => Op.T("linalg_svdvals", input);

        public static (Tensor, Tensor) eigh(Tensor input, char UPLO = 'L') => Op.T2("linalg_eigh", input, UPLO.ToString());

        public static Tensor eigvalsh(Tensor input, char UPLO = 'L') => Op.T("linalg_eigvalsh", input, UPLO.ToString());

        public static Tensor cholesky(Tensor input) => Op.T("linalg_cholesky", input);

        public static Tensor det(Tensor input) => Op.T("linalg_det", input);

        public static (Tensor, Tensor) slogdet(Tensor input) => Op.T2("linalg_slogdet", input);

        public static Tensor inv(Tensor input) => Op.T("linalg_inv", input);

        public static Tensor pinv(Tensor input, double? atol = null, double? rtol = null, bool hermitian = false) =>
            Op.T("linalg_pinv.atol_rtol_float", input, atol, rtol, hermitian);

        public static Tensor matrix_rank(Tensor input, double? atol = null, double? rtol = null, bool hermitian = false) =>
            Op.T("linalg_matrix_rank.atol_rtol_float", input, atol, rtol, hermitian);

        public static Tensor solve(Tensor A, Tensor B, bool left = true) => Op.T("linalg_solve", A, B, left);

        public static Tensor multi_dot(IList<Tensor> tensors) => Op.T("linalg_multi_dot", tensors.ToArray());

        /// <summary>(Σ|x|^ord)^(1/ord) over the dimensions, over all for null.</summary>
        public static Tensor vector_norm(Tensor input, double ord = 2, long[]? dims = null, bool keepdim = false) =>
            Op.T("linalg_vector_norm", input, ord, dims, keepdim);

        public static Tensor matrix_norm(Tensor input, double ord, long[]? dims = null, bool keepdim = false) =>
            Op.T("linalg_matrix_norm", input, ord, dims ?? [-2, -1], keepdim);

        public static Tensor matrix_norm(Tensor input, string ord = "fro", long[]? dims = null, bool keepdim = false) =>
            Op.T("linalg_matrix_norm.str_ord", input, ord, dims ?? [-2, -1], keepdim);

        public static Tensor norm(Tensor input, double ord, long[]? dims = null, bool keepdim = false) => Op.T("linalg_norm", input, ord, dims, keepdim);

        public static Tensor norm(Tensor input, int ord, long[]? dims = null, bool keepdim = false) => Op.T("linalg_norm", input, ord, dims, keepdim);

        public static Tensor norm(Tensor input, string ord, long[]? dims = null, bool keepdim = false) =>
            Op.T("linalg_norm.ord_str", input, ord, dims, keepdim);

        public static Tensor norm(Tensor input, long[]? dims = null, bool keepdim = false) => Op.T("linalg_norm", input, Arg.None, dims, keepdim);
    }
}
