namespace LibTorchSharp.Probe.Cases;

/// <summary>Products of matrices and vectors, and linear algebra.</summary>
internal static class MatrixCases
{
    private const byte Lower = (byte)'L';
    private const byte Upper = (byte)'U';

    /// <summary>A well-conditioned matrix without symmetry.</summary>
    private static readonly TensorValue Square = V("3x3", 4, 1, -0.5, 0.25, 3, 1.5, -1, 0.5, 5);

    private static readonly TensorValue Symmetric = V("3x3", 4, 1, -0.5, 1, 3, 0.75, -0.5, 0.75, 5);

    /// <summary>A matrix whose upper and lower triangle define different symmetric matrices.</summary>
    private static readonly TensorValue Halves = V("3x3", 4, 9, 8, 1, 3, 7, -0.5, 0.75, 5);

    private static readonly TensorValue Triangle = V("3x3", 4, 1, -0.5, 0, 3, 1.5, 0, 0, 5);

    private static readonly TensorValue Singular = V("2x2", 1, 2, 2, 4);

    /// <summary>36 values that form an invertible 6x6 matrix in row or column order.</summary>
    private static TensorValue Regular(string shape) =>
        Typed(DataType.Float32, shape,
            [.. Enumerable.Range(0, 36).Select(i => i % 5 * 0.25 + i % 7 * 0.125 + (i % 7 == 0 ? 4 : 0) + (i == 8 ? 2 : 0))]);

    public static IEnumerable<Case> All =>
    [
        .. Products,
        .. Decompositions.Select(row => row.Within(Rounding.Solver)),
        .. Norms.Select(row => row.Within(Rounding.Solver)),
    ];

    private static IEnumerable<Case> Products =>
    [
        Call("matmul", F("2x3"), F("3x4", 1)),
        Call("matmul", F("2x3").T(), F("2x4", 1)),
        Call("matmul", F("5x1x2x3"), F("4x3x2", 1)),
        Call("matmul", F("3"), F("3", 1)),
        Call("mm", F("2x3"), F("3x4", 1)),
        Call("mm", F("2x3"), F("3", 1)).Fails(),
        Call("mv", F("2x3"), F("3", 1)),
        Call("bmm", F("5x2x3"), F("5x3x4", 1)),
        Call("dot", F("7"), F("7", 1)),
        Call("dot", F("7"), F("6", 1)).Fails(),
        // Debian's libtorch returns 0 for complex vectors.
        Call("vdot", F("4"), F("4", 1)),
        Call("inner", F("2x3"), F("4x3", 1)),
        Call("outer", F("2"), F("3", 1)),
        Call("kron", F("2x3"), F("2x2", 1)),
        Call("cross", F("2x3"), F("2x3", 1), 1),
        Call("cross", F("3x2"), F("3x2", 1), 0),
        Call("addmm", F("2x4"), F("2x3", 1), F("3x4", 2), 0.5f, -2f),
        Call("addmm_", F("2x4"), F("2x3", 1), F("3x4", 2), 0.5f, -2f),
        Call("addmv", F("2"), F("2x3", 1), F("3", 2), 0.5f, -2f),
        Call("addmv_", F("2"), F("2x3", 1), F("3", 2), 0.5f, -2f),
        Call("addr", F("2x3"), F("2", 1), F("3", 2), 0.5f, -2f),
        Call("addr_", F("2x3"), F("2", 1), F("3", 2), 0.5f, -2f),
        Call("addbmm", F("2x4"), F("5x2x3", 1), F("5x3x4", 2), 0.5f, -2f),
        Call("addbmm_", F("2x4"), F("5x2x3", 1), F("5x3x4", 2), 0.5f, -2f),
        Call("baddbmm", F("5x2x3", 1), F("5x3x4", 2), F("5x2x4"), 0.5f, -2f),
        Call("einsum", "ij,jk->ik", Tensors(F("2x3"), F("3x4", 1))),
        Call("einsum", "ij,ij->", Tensors(F("2x3"), F("4x3", 1))).Fails(),
        Call("THSLinalg_multi_dot", Tensors(F("2x3"), F("3x4", 1), F("4x2", 2))),
        Call("THSLinalg_tensordot", F("2x3x4"), F("4x3x2", 1), Ints(1, 2), Ints(1, 0)),
        Call("THSLinalg_vecdot", F("2x3"), F("2x3", 1), 1, null),
        Call("THSLinalg_vecdot", F("2x3"), F("2x3", 1), 0, F("3")),
        Call("THSLinalg_cross", F("2x3"), F("2x3", 1), -1),
        Call("THSLinalg_matrix_power", Square, 3),
        Call("THSLinalg_vander", F("3"), 4),
        Call("trace", F("3x3")),
        Call("matrix_exp", V("2x2", 0.5, -0.25, 0.125, 0.75)).Within(Rounding.Sum),
        Call("cdist", F("2x3"), F("4x3", 1), 2.0, 0).Within(Rounding.Sum),
        Call("cdist", F("2x3"), F("4x3", 1), 2.0, 1).Within(Rounding.Solver),
        Call("cdist", F("2x3"), F("4x3", 1), 2.0, 2).Within(Rounding.Sum),
        Call("cdist", F("2x3"), F("4x3", 1), 1.5, 0).Within(Rounding.Sum),
    ];

    private static IEnumerable<Case> Decompositions =>
    [
        .. Each("inverse logdet THSLinalg_inv THSLinalg_det", name => Call(name, Square)),
        .. Each("inverse THSLinalg_inv", name => Call(name, Singular).Fails()),
        Call("THSLinalg_det", F("2x3")).Fails(),
        Call("THSLinalg_slogdet", V("2x2", 1, 3, 2, 1)),
        Call("THSLinalg_inv_ex", Square, false),
        Call("THSLinalg_inv_ex", Square, true),
        Call("THSLinalg_inv_ex", Singular, true).Fails(),
        Call("THSLinalg_pinv", F("3x2"), 0.75, true, 0.25, false, false),
        Call("THSLinalg_pinv", V("2x2", 2, 0, 0, 0.9), 0.75, true, 0.0, false, false),
        Call("THSLinalg_pinv", V("2x2", 2, 0, 0, 0.9), 1.0, true, 0.0, false, false),
        Call("THSLinalg_pinv_tensor", V("2x2", 2, 0, 0, 0.9), V("", 0.75), null, false),
        Call("THSLinalg_matrix_rank", V("2x2", 2, 0, 0, 0.9), 0.75, true, 0.0, false, false),
        Call("THSLinalg_pinv", F("3x2"), 0.0, false, 0.75, true, false),
        Call("THSLinalg_pinv", Symmetric, 0.0, false, 0.0, false, true),
        Call("THSLinalg_pinv_tensor", F("3x2"), V("", 0.25), null, false),
        Call("THSLinalg_pinv_tensor", F("3x2"), null, V("", 0.75), false),
        Call("THSLinalg_pinverse", F("3x2"), 0.75, false),
        Call("THSLinalg_matrix_rank", F("3x2"), 1.5, true, 0.25, false, false),
        Call("THSLinalg_matrix_rank", F("3x2"), 0.0, false, 0.9, true, false),
        Call("THSLinalg_matrix_rank_tensor", F("3x2"), V("", 1.5), null, false),
        Call("THSLinalg_matrix_rank_tensor", F("3x2"), null, V("", 0.9), false),
        Call("THSLinalg_solve", Square, F("3x2", 1), true),
        Call("THSLinalg_solve", Square, F("2x3", 1), false),
        Call("THSLinalg_solve", Singular, F("2x2", 1), true).Fails(),
        Call("THSLinalg_solve_ex", Square, F("3x2", 1), true, false),
        Call("THSLinalg_solve_ex", Square, F("2x3", 1), false, true),
        Call("THSLinalg_solve_triangular", Triangle, F("3x2", 1), true, true, false),
        Call("THSLinalg_solve_triangular", Square, F("2x3", 1), false, false, true),
        Call("THSLinalg_solve_triangular", Square, F("3x3", 1), true, false, false),
        Call("THSLinalg_solve_triangular_out", Square, F("3x3", 1), true, false, true, F("3x3")),
        Call("THSLinalg_tensorinv", Regular("2x3x6"), 2),
        Call("THSLinalg_tensorsolve", Regular("2x3x6"), F("2x3", 1), NoInts),
        Call("THSLinalg_tensorsolve", Regular("2x6x3"), F("2x3", 1), Ints(1)),
        Call("THSLinalg_lstsq_none", F("4x2"), F("4x3", 1)),
        Call("THSLinalg_lstsq_rcond", F("4x2"), F("4x3", 1), 0.25),
        Call("THSLinalg_lstsq_rcond", V("3x2", 1, 0, 0, 0.4, 0, 0), F("3x1", 1), 0.25),

        Call("THSLinalg_cholesky", Symmetric),
        Call("THSLinalg_cholesky", V("2x2", 1, 2, 2, 1)).Fails(),
        // TorchSharp's library interprets check_errors as the choice of the upper factor.
        Call("THSLinalg_cholesky_ex", Symmetric, false),
        Call("THSLinalg_cholesky_ex", V("2x2", 1, 2, 2, 1), false),
        Call("cholesky", Symmetric, true),
        Call("cholesky", Symmetric, false),
        Call("cholesky_inverse", Triangle, true),
        Call("cholesky_solve", F("3x2"), Triangle, true),
        Call("THSLinalg_lu", Square, true),
        Call("THSLinalg_lu", V("2x2", 1, 2, 3, 5), true),
        Call("THSLinalg_lu_factor", V("2x2", 1, 2, 3, 5), true),
        Steps("THSLinalg_lu_solve", s =>
        {
            var factors = s.Call("THSLinalg_lu_factor", V("2x2", 1, 2, 3, 5), true);
            s.Call("THSLinalg_lu_solve", F("2x3"), factors[0], factors[1], true, false, null);
            s.Call("THSLinalg_lu_solve", F("3x2"), factors[0], factors[1], false, true, null);
        }),
        Steps("lu", s =>
        {
            var factors = s.Call("THSTensor_lu", V("2x2", 1, 2, 3, 5), true, false);
            s.Call("THSTensor_lu", V("2x2", 1, 2, 3, 5), true, true);
            s.Call("THSTensor_lu_solve", F("2x3"), factors[0], factors[2]);
            s.Call("THSTensor_lu_unpack", factors[0], factors[2], true, true);
        }),
        Steps("lu_solve", s =>
        {
            var factors = s.Call("THSLinalg_lu_factor", V("2x2", 1, 2, 3, 5), true);
            s.Call("THSTensor_lu_solve", F("2x3"), factors[0], factors[1]);
            foreach (var (data, pivots) in new[] { (true, false), (false, true) })
                s.Call("THSTensor_lu_unpack", factors[0], factors[1], data, pivots);
        }),
        Steps("THSLinalg_ldl_factor", s =>
        {
            var factors = s.Call("THSLinalg_ldl_factor", Symmetric, false);
            s.Call("THSLinalg_ldl_solve", factors[0], factors[1], F("3x2"), false);
            s.Call("THSLinalg_ldl_factor_ex", Symmetric, false, true);
        }),
        Steps("THSLinalg_ldl_factor", s =>
        {
            var hermitian = Typed(DataType.Complex64, "2x2", 3, 0, 1, 2, 1, -2, 1, 0);
            foreach (var conjugate in new[] { true, false })
            {
                var factors = s.Call("THSLinalg_ldl_factor", hermitian, conjugate);
                s.Call("THSLinalg_ldl_solve", factors[0], factors[1], C("2x2"), conjugate);
                s.Call("THSLinalg_ldl_factor_ex", hermitian, conjugate, false);
            }
        }),
        .. new[] { 0, 1, 2 }.Select(mode => Call("THSLinalg_qr", F("3x2"), mode)),
        Call("THSLinalg_qr", F("2x3"), 0),
        Call("geqrf", F("3x2")),
        Call("THSLinalg_householder_product", F("3x2"), Unit("2")),
        Call("ormqr", F("3x2"), Unit("2"), F("3x4", 1), true, false),
        Call("ormqr", F("3x2"), Unit("2"), F("4x3", 1), false, true),
        .. new[] { true, false }.Select(full => Call("THSLinalg_svd", F("3x2"), full).UpToSigns()),
        Call("THSLinalg_svdvals", F("3x4")),
        Call("THSLinalg_svdvals", F("3")).Fails(),
        .. new[] { Lower, Upper }.Select(half => Call("THSLinalg_eigh", Halves, half).UpToSigns()),
        .. new[] { Lower, Upper }.Select(half => Call("THSLinalg_eigvalsh", Halves, half)),
        Call("THSLinalg_eigvalsh", F("2x3"), Lower).Fails(),
        Call("THSLinalg_eig", Square).UpToSigns(),
        Call("THSLinalg_eigvals", Square),
    ];

    private static IEnumerable<Case> Norms =>
    [
        Call("THSLinalg_cond_none", Square),
        Call("THSLinalg_cond_int", Square, 1),
        Call("THSLinalg_cond_int", Square, -2),
        Call("THSLinalg_cond_float", Square, double.PositiveInfinity),
        .. new[] { "fro", "nuc", null }.Select(order => Call("THSLinalg_cond_str", Square, order)),
        Call("THSLinalg_norm_opt", F("2x3x4"), Ints(1), true),
        Call("THSLinalg_norm_opt", F("2x3x4"), NoInts, false),
        Call("THSLinalg_norm_int", F("2x3x4"), 1, Ints(2, 0), false),
        Call("THSLinalg_norm_int", F("2x3"), -1, NoInts, true),
        Call("THSLinalg_norm_float", F("2x3x4"), 2.5, Ints(1), true),
        Call("THSLinalg_norm_float", F("3"), double.PositiveInfinity, NoInts, false),
        Call("THSLinalg_norm_str", F("2x3x4"), "nuc", Ints(2, 0), true),
        Call("THSLinalg_norm_str", F("2x3"), "fro", NoInts, false),
        Call("THSLinalg_matrix_norm", F("2x3x4"), Scalar(2), Ints(0, 1), true),
        Call("THSLinalg_matrix_norm", F("2x3x4"), Scalar(1), Ints(0, 2), false),
        .. new[] { 0, 1 }.Select(order => Call("THSLinalg_matrix_norm_fronuc", F("2x3x4"), order, Ints(0, 1), true)),
        Call("THSLinalg_vector_norm", F("2x3x4"), Scalar(3), Ints(0, 1), true),
        Call("THSLinalg_vector_norm", F("2x3x4"), Scalar(0.5), Ints(-1), false),
    ];
}
