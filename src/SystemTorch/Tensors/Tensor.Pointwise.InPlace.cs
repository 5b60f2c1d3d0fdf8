using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor abs_() => Op.InPlace("abs_", this);

        public Tensor absolute_() => Op.InPlace("absolute_", this);

        public Tensor acos_() => Op.InPlace("acos_", this);

        public Tensor acosh_() => Op.InPlace("acosh_", this);

        public Tensor arccos_() => Op.InPlace("arccos_", this);

        public Tensor arccosh_() => Op.InPlace("arccosh_", this);

        public Tensor arcsin_() => Op.InPlace("arcsin_", this);

        public Tensor arcsinh_() => Op.InPlace("arcsinh_", this);

        public Tensor arctan_() => Op.InPlace("arctan_", this);

        public Tensor arctanh_() => Op.InPlace("arctanh_", this);

        public Tensor asin_() => Op.InPlace("asin_", this);

        public Tensor asinh_() => Op.InPlace("asinh_", this);

        public Tensor atan_() => Op.InPlace("atan_", this);

        public Tensor atanh_() => Op.InPlace("atanh_", this);

        public Tensor ceil_() => Op.InPlace("ceil_", this);

        public Tensor cos_() => Op.InPlace("cos_", this);

        public Tensor cosh_() => Op.InPlace("cosh_", this);

        public Tensor deg2rad_() => Op.InPlace("deg2rad_", this);

        public Tensor digamma_() => Op.InPlace("digamma_", this);

        public Tensor erf_() => Op.InPlace("erf_", this);

        public Tensor erfc_() => Op.InPlace("erfc_", this);

        public Tensor erfinv_() => Op.InPlace("erfinv_", this);

        public Tensor exp_() => Op.InPlace("exp_", this);

        public Tensor exp2_() => Op.InPlace("exp2_", this);

        public Tensor expm1_() => Op.InPlace("expm1_", this);

        public Tensor fix_() => Op.InPlace("fix_", this);

        public Tensor floor_() => Op.InPlace("floor_", this);

        public Tensor frac_() => Op.InPlace("frac_", this);

        public Tensor i0_() => Op.InPlace("i0_", this);

        public Tensor lgamma_() => Op.InPlace("lgamma_", this);

        public Tensor log_() => Op.InPlace("log_", this);

        public Tensor log10_() => Op.InPlace("log10_", this);

        public Tensor log1p_() => Op.InPlace("log1p_", this);

        public Tensor log2_() => Op.InPlace("log2_", this);

        public Tensor logit_(double? eps = null) => Op.InPlace("logit_", this, eps);

        public Tensor nan_to_num_(double nan = 0, double? posinf = null, double? neginf = null) =>
            Op.InPlace("nan_to_num_", this, nan, posinf, neginf);

        public Tensor neg_() => Op.InPlace("neg_", this);

        public Tensor rad2deg_() => Op.InPlace("rad2deg_", this);

        public Tensor reciprocal_() => Op.InPlace("reciprocal_", this);

        public Tensor round_(long decimals = 0) => Op.InPlace("round_.decimals", this, decimals);

        public Tensor rsqrt_() => Op.InPlace("rsqrt_", this);

        public Tensor sgn_() => Op.InPlace("sgn_", this);

        public Tensor sigmoid_() => Op.InPlace("sigmoid_", this);

        public Tensor sign_() => Op.InPlace("sign_", this);

        public Tensor sin_() => Op.InPlace("sin_", this);

        public Tensor sinc_() => Op.InPlace("sinc_", this);

        public Tensor sinh_() => Op.InPlace("sinh_", this);

        public Tensor sqrt_() => Op.InPlace("sqrt_", this);

        public Tensor tan_() => Op.InPlace("tan_", this);

        public Tensor tanh_() => Op.InPlace("tanh_", this);

        public Tensor trunc_() => Op.InPlace("trunc_", this);
    }
}
