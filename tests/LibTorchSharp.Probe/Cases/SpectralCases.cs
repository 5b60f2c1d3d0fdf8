namespace LibTorchSharp.Probe.Cases;

/// <summary>Fourier transforms and special functions.</summary>
internal static class SpectralCases
{
    private const string OfAny =
        "entr erf erfc erfcx exp2 expit expm1 i0 i0e i1 i1e ndtr sinc bessel_j0 bessel_j1 modified_bessel_i0 modified_bessel_i1 "
            + "spherical_bessel_j0 airy_ai";
    private const string OfPositive =
        "digamma gammaln bessel_y0 bessel_y1 modified_bessel_k0 modified_bessel_k1 scaled_modified_bessel_k0 scaled_modified_bessel_k1";
    private const string WithOut =
        "bessel_j0 bessel_j1 bessel_y0 bessel_y1 airy_ai modified_bessel_i0 modified_bessel_i1 modified_bessel_k0 modified_bessel_k1 "
            + "scaled_modified_bessel_k0 scaled_modified_bessel_k1 spherical_bessel_j0";
    private const string Polynomials =
        "chebyshev_polynomial_t chebyshev_polynomial_u chebyshev_polynomial_v chebyshev_polynomial_w hermite_polynomial_h "
            + "hermite_polynomial_he laguerre_polynomial_l legendre_polynomial_p shifted_chebyshev_polynomial_t "
            + "shifted_chebyshev_polynomial_u shifted_chebyshev_polynomial_v shifted_chebyshev_polynomial_w";

    /// <summary>FFTNormType: backward, forward, ortho.</summary>
    private static readonly int[] Norms = [0, 1, 2];

    public static IEnumerable<Case> All =>
        Transforms.Select(row => row.InAnyLayout()).Concat(Special).Select(row => row.Within(Rounding.Sum));

    private static IEnumerable<Case> Transforms =>
    [
        .. Norms.SelectMany(norm => new[]
        {
            Call("fft", F("2x5"), -1, 1, norm),
            Call("fft", C("4x3"), 6, 0, norm),
            Call("ifft", C("2x5"), -1, 1, norm),
            Call("rfft", F("2x5"), 6, 1, norm),
            Call("irfft", C("2x4"), 7, 1, norm),
            Call("hfft", C("2x4"), 7, 1, norm),
            Call("ihfft", F("2x5"), -1, 1, norm),
            Call("fft2", C("2x3x4"), Bare(3, 5), Bare(0, 2), norm),
            Call("fft2", C("2x3x4"), null, Bare(-2, -1), norm),
            Call("ifft2", C("2x3x4"), Bare(3, 5), Bare(0, 2), norm),
            Call("rfft2", F("2x3x4"), Bare(3, 5), Bare(0, 2), norm),
            Call("irfft2", C("2x3x4"), null, Bare(0, 2), norm),
            Call("hfft2", C("2x3x4"), null, Bare(0, 2), norm),
            Call("ihfft2", F("2x3x4"), null, Bare(0, 2), norm),
            Call("fftn", C("2x3x4"), Ints(3, 5), Ints(0, 2), norm),
            Call("fftn", C("2x3x4"), NoInts, NoInts, norm),
            Call("ifftn", C("2x3x4"), NoInts, Ints(1, 2), norm),
            Call("rfftn", F("2x3x4"), NoInts, Ints(1, 2), norm),
            Call("irfftn", C("2x3x4"), Ints(2, 5), Ints(1, 2), norm),
            Call("hfftn", C("2x3x4"), NoInts, Ints(0, 2), norm),
            Call("ihfftn", F("2x3x4"), NoInts, Ints(0, 2), norm),
        }),
        Call("fftshift", F("4x5"), Ints(1)),
        Call("fftshift", F("4x5"), NoInts),
        Call("ifftshift", F("4x5"), Ints(1)),
        Call("ifftshift", F("4x5"), NoInts),
    ];

    private static IEnumerable<Case> Special =>
    [
        .. Each(OfAny, name => Call($"THSSpecial_{name}", F("2x3").T())),
        .. Each(OfPositive, name => Call($"THSSpecial_{name}", Pos("2x3").T())),
        .. Each("erfinv logit ndtri", name => Call($"THSSpecial_{name}", Unit("2x3").T())),
        .. Each(WithOut, name => Call($"THSSpecial_{name}_out", Pos("3"), F("3"))),
        .. Each(Polynomials, name => Call($"THSSpecial_{name}", Unit("3"), V("3", 3, 1, 2))),
        .. Each(Polynomials, name => Call($"THSSpecial_{name}_out", Unit("3"), V("3", 3, 1, 2), F("3"))),
        .. Each("gammainc gammaincc xlog1py", name => Call($"THSSpecial_{name}", Pos("2x3"), Pos("3", 1))),
        Call("THSSpecial_zeta", V("3", 2, 3, 1.5), V("3", 1, 2.5, 0.5)),
        Call("THSSpecial_multigammaln", V("3", 3, 4.5, 6), 2),
        Call("THSSpecial_polygamma", 2, Pos("3")),
        .. Each("erf_scalar erfc_scalar", name => Call($"THSSpecial_{name}", 0.3)),
    ];
}
