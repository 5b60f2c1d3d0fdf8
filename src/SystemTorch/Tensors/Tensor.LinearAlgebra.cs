using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor addbmm(Tensor batch1, Tensor batch2, float beta = 1, float alpha = 1) => Op.T("addbmm", this, batch1, batch2, beta, alpha);

        public Tensor addbmm_(Tensor batch1, Tensor batch2, float beta = 1, float alpha = 1) =>
            Op.InPlace("addbmm_", this, batch1, batch2, beta, alpha);

        public Tensor addmm(Tensor mat1, Tensor mat2, float beta = 1, float alpha = 1) => Op.T("addmm", this, mat1, mat2, beta, alpha);

        public Tensor addmm_(Tensor mat1, Tensor mat2, float beta = 1, float alpha = 1) => Op.InPlace("addmm_", this, mat1, mat2, beta, alpha);

        public Tensor addmv(Tensor mat, Tensor vec, float beta = 1, float alpha = 1) => Op.T("addmv", this, mat, vec, beta, alpha);

        public Tensor addmv_(Tensor mat, Tensor vec, float beta = 1, float alpha = 1) => Op.InPlace("addmv_", this, mat, vec, beta, alpha);

        public Tensor addr(Tensor vec1, Tensor vec2, float beta = 1, float alpha = 1) => Op.T("addr", this, vec1, vec2, beta, alpha);

        public Tensor addr_(Tensor vec1, Tensor vec2, float beta = 1, float alpha = 1) => Op.InPlace("addr_", this, vec1, vec2, beta, alpha);

        public Tensor bmm(Tensor batch2) => Op.T("bmm", this, batch2);

        public Tensor cholesky(bool upper = false) => Op.T("cholesky", this, upper);

        public Tensor det() => Op.T("det", this);

        public Tensor dot(Tensor target) => Op.T("dot", this, target);

        public Tensor inner(Tensor vec2) => Op.T("inner", this, vec2);

        public Tensor inverse() => Op.T("inverse", this);

        public Tensor kron(Tensor other) => Op.T("kron", this, other);

        public Tensor logdet() => Op.T("logdet", this);

        public Tensor matmul(Tensor target) => Op.T("matmul", this, target);

        public Tensor matrix_exp() => Op.T("matrix_exp", this);

        public Tensor matrix_power(int n) => Op.T("matrix_power", this, n);

        public Tensor mm(Tensor target) => Op.T("mm", this, target);

        public Tensor mv(Tensor target) => Op.T("mv", this, target);

        public Tensor outer(Tensor vec2) => Op.T("outer", this, vec2);

        public Tensor ger(Tensor vec2) => Op.T("ger", this, vec2);

        public Tensor trace() => Op.T("trace", this);

        public Tensor vdot(Tensor target) => Op.T("vdot", this, target);

        public Tensor cov(long correction = 1, Tensor? fweights = null, Tensor? aweights = null) => Op.T("cov", this, correction, fweights, aweights);

        public Tensor corrcoef() => Op.T("corrcoef", this);
    }
}
