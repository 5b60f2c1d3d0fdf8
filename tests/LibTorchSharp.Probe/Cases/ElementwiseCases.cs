namespace LibTorchSharp.Probe.Cases;

internal static class ElementwiseCases
{
    private const string Exact = "abs ceil deg2rad floor frac neg rad2deg relu relu6 sgn sign trunc hardsigmoid hardswish";
    private const string Curves = "atan arcsinh cos cosh erf erfc exp exp2 expm1 i0 selu sigmoid silu sin sinc sinh tan tanh";
    private const string OfPositive = "digamma lgamma log log10 log1p log2 reciprocal rsqrt sqrt";
    private const string OfUnit = "acos arctanh asin erfinv";

    private static readonly TensorValue Extremes = V("7", double.NaN, double.PositiveInfinity, double.NegativeInfinity, -0.0, 0,
        1e-40, 3e38);

    public static IEnumerable<Case> All =>
    [
        .. Each(Exact, name => Call(name, F("2x3").T())),
        .. Each(Exact, name => Call(name + "_", D("2x3", 1))),
        .. Each(Exact, name => Call(name, Extremes)),
        .. Each(Curves, name => Call(name, F("2x3").T()).Within(Rounding.Function)),
        .. Each(Curves, name => Call(name, D("5", 3)).Within(Rounding.Function)),
        .. Each(Curves, name => Call(name + "_", F("2x9", 1)).Within(Rounding.Function)),
        .. Each(OfPositive, name => Call(name, Pos("2x3").T()).Within(Rounding.Function)),
        .. Each(OfPositive, name => Call(name + "_", Pos("2x9", 1)).Within(Rounding.Function)),
        .. Each(OfUnit, name => Call(name, Unit("2x3").T()).Within(Rounding.Function)),
        .. Each(OfUnit, name => Call(name + "_", Unit("2x9", 1)).Within(Rounding.Function)),
        .. Each("exp log sqrt tanh sigmoid", name => Call(name, Extremes).Within(Rounding.Function)),
        .. Each("exp log neg", name => Call(name, B("2x3")).Within(Rounding.Function) with { MustFail = name == "neg" }),
        .. Each("exp sqrt sin", name => Call(name, I("2x3")).Within(Rounding.Function)),
        Call("abs", H("2x3")),
        .. Each("abs relu exp tanh", name => Call(name, BF("2x3")).Within(Rounding.Function)),
        .. Each("exp_ sqrt_ sin_", name => Call(name, I("2x3")).Fails()),

        Call("arccosh", V("3", 1, 1.5, 4)).Within(Rounding.Function),
        Call("arccosh_", V("3", 1, 2.5, 4)).Within(Rounding.Function),
        .. Each("isfinite isinf isnan isneginf isposinf signbit", name => Call(name, Extremes)),
        .. Each("isreal conj conj_physical imag real angle",
            name => Call(name, C("2x3")).Within(Rounding.Function) with { Rounding = name == "angle" ? Rounding.Function : Rounding.None }),
        .. Each("isreal angle positive", name => Call(name, F("2x3"))),
        Call("conj_physical_", C("2x3")),
        Steps("is_conj", s =>
        {
            Handle conjugated = s.Call("THSTensor_conj", C("2"));
            s.Call("THSTensor_is_conj", conjugated);
            s.Call("THSTensor_is_conj", C("2"));
            s.Call("THSTensor_resolve_conj", conjugated);
        }),
        Steps("is_neg", s =>
        {
            Handle part = s.Call("THSTensor_imag", (Handle)s.Call("THSTensor_conj", C("2")));
            s.Call("THSTensor_is_neg", part);
            s.Call("THSTensor_is_neg", F("2"));
            s.Call("THSTensor_resolve_neg", part);
        }),
        Call("logical_not", L(0, 1, -1)),
        Call("logical_not_", V("3", 0, 1, -1)),
        Call("bitwise_not", I("2x3")),
        Call("bitwise_not", B("2x3")),
        Call("bitwise_not_", I("2x3")),
        Call("bitwise_not", F("2x3")).Fails(),
        Call("round", Scaled("2x5", 10), 0),
        Call("round", Scaled("2x5", 3), 1).Within(Rounding.Function),
        Call("round_", Scaled("2x5", 300), -2).Within(Rounding.Function),
        Call("frexp", F("2x3")),
        Call("nan_to_num", Extremes, Real(1.5), Real(2.5), Real(-3.5)),
        Call("nan_to_num", Extremes, null, Real(2.5), null),
        Call("nan_to_num_", Extremes, Real(0.5), null, Real(-2)),
        Call("logit", Unit("2x3"), null).Within(Rounding.Function),
        Call("logit", Unit("2x3"), Real(0.25)).Within(Rounding.Function),
        Call("logit_", Unit("2x3"), Real(0.125)).Within(Rounding.Function),
        Call("mvlgamma", V("3", 3, 4.5, 6), 2).Within(Rounding.Function),
        Call("mvlgamma_", V("3", 3, 4.5, 6), 3).Within(Rounding.Function),
        Call("polygamma", Pos("3"), 2).Within(Rounding.Sum),
        Call("polygamma_", Pos("3"), 1).Within(Rounding.Sum),

        Call("leaky_relu", F("2x3"), Scalar(0.25)),
        Call("leaky_relu_", F("2x3"), Scalar(-0.5)),
        Call("elu", F("2x3"), Scalar(1.5), Scalar(0.75), Scalar(2)).Within(Rounding.Function),
        Call("elu_", F("2x3"), Scalar(0.5), Scalar(2), Scalar(0.25)).Within(Rounding.Function),
        Call("celu", F("2x3"), Scalar(1.5)).Within(Rounding.Function),
        Call("celu_", F("2x3"), Scalar(0.5)).Within(Rounding.Function),
        Call("celu", F("2x3"), Scalar(0)).Fails(),
        Call("hardtanh_", F("2x3"), Scalar(-0.25), Scalar(0.75)),
        // TorchSharp declares this function without a result.
        Call("hardtanh", F("2x3"), Scalar(-0.25), Scalar(0.75)),
        Call("hardshrink", F("2x3"), Scalar(0.5)),
        // Different versions of libtorch return different signs of zero.
        Call("softshrink", F("2x3"), Scalar(0.5)).Within(Rounding.Function),
        Call("softplus", F("2x3"), Scalar(2), Scalar(1.5)).Within(Rounding.Function),
        Call("threshold", F("2x3"), Scalar(0.25), Scalar(-7)),
        Call("threshold_", F("2x3"), Scalar(-0.5), Scalar(9)),
        Call("gelu", F("2x3")).Within(Rounding.Function),
        Call("gelu_", F("2x3")).Within(Rounding.Function),
        Call("gelu_with_approximate", F("2x3"), "tanh").Within(Rounding.Function),
        Call("gelu_with_approximate", F("2x3"), "none").Within(Rounding.Function),
        Call("gelu_with_approximate", F("2x3"), null).Within(Rounding.Function),
        Call("gelu_with_approximate", F("2x3"), "other").Fails(),
        Call("gelu_with_approximate_", F("2x3"), "tanh").Within(Rounding.Function),
        Call("log_sigmoid", F("2x3")).Within(Rounding.Function),
        Call("glu", F("2x4x3"), 1).Within(Rounding.Function),
        Call("glu", F("2x3"), -1).Fails(),
        Call("prelu", F("2x3x2"), V("3", 0.25, -0.5, 2)),
        Call("prelu", F("2x3"), V("1", 0.25)),
        Call("prelu", F("2x3"), V("2", 0.25, 1)).Fails(),

        Call("clamp", F("2x3"), Scalar(-0.5), Scalar(0.75)),
        Call("clamp", F("2x3"), null, Scalar(0.75)),
        Call("clamp", F("2x3"), Scalar(0.25), null),
        Call("clamp", F("2x3"), null, null).Fails(),
        Call("clamp_", F("2x3"), Scalar(-0.5), Scalar(0.75)),
        Call("clamp_", F("2x3"), null, Scalar(0.5)),
        Call("clamp_", F("2x3"), Scalar(0.5), null),
        Call("clamp_min", F("2x3"), Scalar(0.25)),
        Call("clamp_min_", F("2x3"), Scalar(0.25)),
        Call("clamp_max", F("2x3"), Scalar(0.25)),
        Call("clamp_max_", F("2x3"), Scalar(0.25)),
        Call("clamp_tensor", F("2x3"), V("3", -1, 0, 0.5), V("2x1", 0.75, 1)),
        Call("clamp_tensor", F("2x3"), null, F("2x3", 1)),
        Call("clamp_tensor", F("2x3"), F("2x3", 2), null),
        Call("clamp_tensor_", F("2x3"), V("3", -1, 0, 0.5), V("2x1", 0.75, 1)),
    ];

    private static TensorValue Scaled(string shape, double factor) =>
        Typed(DataType.Float32, shape, [.. Enumerable.Range(0, 10).Select(i => factor * (i - 4.5) * 0.37)]);
}
