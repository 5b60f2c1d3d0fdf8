namespace LibTorchSharp.Probe.Cases;

internal static class ShapeCases
{
    private static readonly string[] Views = ["contiguous", "clone", "alias", "detach", "cpu", "t"];

    public static IEnumerable<Case> All =>
    [
        .. Views.Select(name => Call(name, F("2x3").T())),
        .. Views.Select(name => Call(name, F("2x3").Grad())),
        Call("t", F("2x3x4")).Fails(),
        Call("detach_", F("2x3").Grad()),
        Call("reshape", F("2x6"), Ints(3, -1)),
        Call("reshape", F("2x6").T(), Ints(4, 3)),
        Call("reshape", F("2x6"), Ints(5, -1)).Fails(),
        Call("view", F("2x6"), Ints(3, 4)),
        Call("view", F("2x6").T(), Ints(3, 4)).Fails(),
        Call("flatten", F("2x3x4x5"), 1, 2),
        Call("flatten", F("2x3x4"), 0, -1),
        Call("unflatten", F("2x12"), 1, Ints(3, -1)),
        Call("ravel", F("2x3").T()),
        Call("permute", F("2x3x4"), Ints(2, 0, 1)),
        Call("permute", F("2x3x4"), Ints(2, 0)).Fails(),
        Call("transpose", F("2x3x4"), 0, 2),
        Call("transpose", F("2x3x4"), 0, 3).Fails(),
        Call("transpose_", F("2x3x4"), 0, 1),
        Call("movedim", F("2x3x4"), Ints(0, 1), Ints(2, 0)),
        Call("squeeze", F("2x1x3"), 1),
        Call("squeeze", F("2x1x3"), 0),
        Call("squeeze_", F("2x1x3"), 1),
        Call("squeeze_no_dim", F("1x2x1x3")),
        Call("squeeze_no_dim_", F("1x2x1x3")),
        Call("unsqueeze", F("2x3"), 1),
        Call("unsqueeze", F("2x3"), -1),
        Call("unsqueeze", F("2x3"), 4).Fails(),
        Call("unsqueeze_", F("2x3"), 0),
        Call("expand", F("2x1"), Ints(4, -1, 3), false),
        Call("expand", F("2x1"), Ints(2, 3), true),
        Call("expand", F("2x1"), Ints(3, 3), false).Fails(),
        Call("broadcast_to", F("2x1"), Ints(2, 3)),
        Call("broadcast_tensors", Tensors(F("2x1"), F("3", 1), F("1x1", 2))),
        Call("repeat", F("2x3"), Ints(2, 1, 2)),
        Call("tile", F("2x3"), Ints(2)),
        Call("tile", F("2x3"), Ints(2, 1, 2)),
        Call("repeat_interleave", F("2x3"), L(1, 0, 2), 1, 3),
        Call("repeat_interleave", F("3"), L(1, 0, 2), long.MinValue, long.MinValue),
        Call("repeat_interleave_int64", F("2x3"), 2, 0, long.MinValue),
        Call("repeat_interleave_int64", F("2x3"), 3, long.MinValue, 18),
        Call("flip", F("2x3x2"), Ints(0, 2)),
        .. Each("fliplr flipud", name => Call(name, F("2x3"))),
        Call("rot90", F("2x3"), 1, 0, 1),
        Call("rot90", F("2x3x2"), -1, 0, 2),
        Call("roll", F("2x3"), Ints(1, 2), Ints(0, 1)),
        Call("roll", F("2x3"), Ints(2), NoInts),
        .. Each("atleast_1d atleast_2d atleast_3d", name => Call(name, F(""))),
        .. Each("atleast_1d atleast_2d atleast_3d", name => Call(name, F("2x3"))),
        .. Each("mT mH adjoint", name => Call(name, C("2x3x2"))),
        Call("unfold", F("2x7"), 1, 3, 2),
        Call("as_strided", F("12"), Ints(2, 3), Ints(1, 4), 1),
        Call("channel_shuffle", F("1x6x2x2"), 3),

        Call("cat", Tensors(F("2x3"), F("1x3", 1), F("2x3", 2)), 0),
        Call("cat", Tensors(F("2x3"), D("2x1", 1)), -1),
        Call("cat", Tensors(F("2x3"), F("2x2", 1)), 0).Fails(),
        Call("stack", Tensors(F("2x3"), F("2x3", 1)), 1),
        Call("stack", Tensors(F("2x3"), F("2x3", 1)), -1),
        Call("stack", Tensors(F("2x3"), F("3x2", 1)), 0).Fails(),
        .. Each("hstack vstack dstack row_stack column_stack", name => Call(name, Tensors(F("2x3"), F("2x3", 1)))),
        .. Each("hstack vstack dstack row_stack column_stack", name => Call(name, Tensors(F("3"), F("3", 1)))),
        Call("block_diag", Tensors(F("2x3"), F("1x2", 1), F("2", 2))),
        Call("cartesian_prod", Tensors(F("2"), F("3", 1))),
        Call("combinations", F("4"), 2, false),
        Call("combinations", F("3"), 2, true),
        .. new[] { "ij", "xy" }.Select(indexing => Call("meshgrid", Tensors(F("2"), F("3", 1)), indexing)),
        Call("meshgrid", Tensors(F("2"), F("3", 1)), "yx").Fails(),
        Call("chunk", F("5x2"), 3, 0),
        Call("chunk", F("2x5"), 2, -1),
        Call("split_with_size", F("5x2"), 2, 0),
        Call("split_with_size", F("2x5"), 3, 1),
        Call("split_with_sizes", F("2x5"), Ints(1, 3, 1), 1),
        Call("split_with_sizes", F("2x5"), Ints(1, 3), 1).Fails(),
        Call("tensor_split_with_size", F("2x5"), 3, 1),
        Call("tensor_split_with_sizes", F("2x5"), Ints(1, 4), 1),
        Call("tensor_split_with_tensor_sizes", F("5x2"), L(2, 3), 0),
        .. Each("hsplit_with_size vsplit_with_size dsplit_with_size", name => Call(name, F("4x4x4"), 2)),
        .. Each("hsplit_with_sizes vsplit_with_sizes dsplit_with_sizes", name => Call(name, F("4x4x4"), Ints(1, 3))),
        Call("unbind", F("2x3"), 1),

        Call("diagonal", F("3x4"), 1, 0, 1),
        Call("diagonal", F("2x3x4"), -1, 0, 2),
        Call("diag", F("3"), 1),
        Call("diag", F("3x4"), -1),
        Call("diagflat", F("2x2"), 1),
        Call("diag_embed", F("2x3"), 1, 0, 2),
        Call("triu", F("3x4"), 1, false),
        Call("triu", F("3x4"), -1, true),
        Call("tril", F("3x4"), 1, false),
        Call("tril", F("3x4"), -1, true),
        Call("view_as_complex", F("3x2")),
        Call("view_as_complex", F("3x3")).Fails(),
        Call("view_as_real", C("2x3")),
        Call("vander", F("3"), 4, true),
        Call("vander", F("3"), 3, false),

        Steps("sizes", s => Metadata(s, "sizes")),
        Steps("strides", s => Metadata(s, "strides")),
        .. Each("ndimension numel element_size storage_offset type device_type device_index is_contiguous is_leaf requires_grad is_cpu "
            + "is_sparse has_names", name => Steps(name, s => Metadata(s, name))),
        Call("size", F("2x3"), -1),
        Call("size", F("2x3"), 2).Fails(),
        Call("stride", F("2x3x4"), 0),
        Call("stride", F("2x3x4").T(), -1),
        Call("is_nonzero", F("1")),
        Call("is_nonzero", V("1", 0)),
        Call("is_nonzero", F("2")).Fails(),
        Call("is_pinned", F("2")),
        Call("data", F("2x3")),
        Call("data_idx_float16", H("4"), 2),
        Call("data_idx_bfloat16", BF("4"), 3),

        Steps("names", s =>
        {
            var tensor = s.Make(F("2x3x4"));
            s.Call("THSTensor_rename_", tensor, Texts("N", null, "W"));
            s.Call("THSTensor_has_names", tensor);
            s.Call("THSTensor_names", tensor);
            s.Call("THSTensor_rename_", tensor, null, 0);
            s.Call("THSTensor_has_names", tensor);
            s.Call("THSTensor_names", tensor);
        }),
        Call("rename_", F("2x3"), Texts("N", "C", "H")).Fails(),
        .. Each("rename refine_names", name => Steps(name, s => Named(s, s.Call(FullName(name), F("2x3"), Texts("N", "C"))))),
        Steps("align_to", s => Named(s,
            s.Call("THSTensor_align_to", (Handle)s.Call("THSTensor_rename", F("2x3"), Texts("N", "C")), Texts("C", "H", "N")))),
        Steps("flatten_names", s => Named(s,
            s.Call("THSTensor_flatten_names", (Handle)s.Call("THSTensor_rename", F("2x3x4"), Texts("N", "C", "H")), Texts("C", "H", "F")))),
        Steps("unflatten_names", s =>
        {
            Handle named = s.Call("THSTensor_rename", F("2x12"), Texts("N", "F"));
            Named(s, s.Call("THSTensor_unflatten_names", named, BareTexts("F", "C", "H"), Bare(3, 4), 3));
        }),
    ];

    /// <summary>Queries the same property of tensors that differ in type, shape and layout.</summary>
    private static void Metadata(Session session, string name)
    {
        foreach (var tensor in new[] { F("2x3x4"), F("2x3").T(), F(""), F("0x3"), D("3"), H("2x1"), I("4"), B("2"), C("2"), F("2").Grad() })
            session.Call(FullName(name), tensor);
        session.Call(FullName(name), (Handle)session.Call("THSTensor_narrow", F("4x3"), 0, 1, 2));
    }

    private static void Named(Session session, Handle tensor) => session.Call("THSTensor_names", tensor);
}
