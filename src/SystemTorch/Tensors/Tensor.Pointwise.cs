using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor abs() => Op.T("abs", this);

        public Tensor absolute() => Op.T("absolute", this);

        public Tensor acos() => Op.T("acos", this);

        public Tensor acosh() => Op.T("acosh", this);

        public Tensor arccos() => Op.T("arccos", this);

        public Tensor arccosh() => Op.T("arccosh", this);

        public Tensor arcsin() => Op.T("arcsin", this);

        public Tensor arcsinh() => Op.T("arcsinh", this);

        public Tensor arctan() => Op.T("arctan", this);

        public Tensor arctanh() => Op.T("arctanh", this);

        public Tensor asin() => Op.T("asin", this);

        public Tensor asinh() => Op.T("asinh", this);

        public Tensor atan() => Op.T("atan", this);

        public Tensor atanh() => Op.T("atanh", this);

        public Tensor ceil() => Op.T("ceil", this);

        public Tensor cos() => Op.T("cos", this);

        public Tensor cosh() => Op.T("cosh", this);

        public Tensor deg2rad() => Op.T("deg2rad", this);

        public Tensor digamma() => Op.T("digamma", this);

        public Tensor erf() => Op.T("erf", this);

        public Tensor erfc() => Op.T("erfc", this);

        public Tensor erfinv() => Op.T("erfinv", this);

        public Tensor exp() => Op.T("exp", this);

        public Tensor exp2() => Op.T("exp2", this);

        public Tensor expm1() => Op.T("expm1", this);

        public Tensor fix() => Op.T("fix", this);

        public Tensor floor() => Op.T("floor", this);

        public Tensor frac() => Op.T("frac", this);

        public Tensor i0() => Op.T("i0", this);

        public Tensor lgamma() => Op.T("lgamma", this);

        public Tensor log() => Op.T("log", this);

        public Tensor log10() => Op.T("log10", this);

        public Tensor log1p() => Op.T("log1p", this);

        public Tensor log2() => Op.T("log2", this);

        public Tensor logit(double? eps = null) => Op.T("logit", this, eps);

        public Tensor nan_to_num(double nan = 0, double? posinf = null, double? neginf = null) => Op.T("nan_to_num", this, nan, posinf, neginf);

        public Tensor neg() => Op.T("neg", this);

        public Tensor negative() => Op.T("negative", this);

        public Tensor positive() => Op.T("positive", this);

        public Tensor rad2deg() => Op.T("rad2deg", this);

        public Tensor reciprocal() => Op.T("reciprocal", this);

        public Tensor round(long decimals = 0) => Op.T("round.decimals", this, decimals);

        public Tensor rsqrt() => Op.T("rsqrt", this);

        public Tensor sgn() => Op.T("sgn", this);

        public Tensor sigmoid() => Op.T("sigmoid", this);

        public Tensor sign() => Op.T("sign", this);

        public Tensor signbit() => Op.T("signbit", this);

        public Tensor sin() => Op.T("sin", this);

        public Tensor sinc() => Op.T("sinc", this);

        public Tensor sinh() => Op.T("sinh", this);

        public Tensor sqrt() => Op.T("sqrt", this);

        public Tensor square() => Op.T("square", this);

        public Tensor tan() => Op.T("tan", this);

        public Tensor tanh() => Op.T("tanh", this);

        public Tensor trunc() => Op.T("trunc", this);
    }
}
