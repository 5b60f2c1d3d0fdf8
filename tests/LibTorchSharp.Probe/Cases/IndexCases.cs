namespace LibTorchSharp.Probe.Cases;

/// <summary>Functions that read and write parts of a tensor.</summary>
internal static class IndexCases
{
    // TorchSharp's codes of the kinds of an index (TensorIndex).
    private const long Null = long.MinValue;
    private const long False = Null + 1;
    private const long True = Null + 2;
    private const long Ellipsis = Null + 3;
    private const long NewAxis = Null + 4;
    private const long ByTensor = Null + 5;
    private const long NoStart = Null + 6;

    public static IEnumerable<Case> All =>
    [
        Call("get1", F("3x2"), 1),
        Call("get1", F("3x2"), 3).Fails(),
        Call("get2", F("3x2x4"), 2, 1),
        Call("get3", F("3x2x4"), 2, 1, 3),
        Call("get4", F("3x2x4x2"), 2, 1, 3, 0),
        Call("get5", F("3x2x2x2x2"), 2, 1, 0, 1, 0),
        Call("get6", F("3x2x2x2x1x2"), 2, 1, 0, 1, 0, 1),
        Call("set1", F("3"), 2, V("", 9)),
        Call("set2", F("3x2"), 2, 1, V("", 9)),
        Call("set3", F("3x2x4"), 2, 1, 3, V("", 9)),
        Call("set4", F("3x2x4x2"), 2, 1, 3, 0, V("", 9)),
        Call("set4", F("3x2x4x2"), 2, 1, 4, 0, V("", 9)).Fails(),
        Call("set5", F("3x2x2x2x2"), 2, 1, 0, 1, 0, V("", 9)),
        Call("set6", F("3x2x2x2x1x2"), 2, 1, 0, 1, 0, 1, V("", 9)),
        Call("select", F("3x4"), 1, 2),
        Call("select", F("3x4"), -1, -1),
        Call("select", F("3x4"), 1, 4).Fails(),
        Call("narrow", F("3x5"), 1, 1, 3),
        Call("narrow", F("3x5"), 1, 3, 3).Fails(),
        Call("slice", F("3x7"), 1, 1, 5, 2),
        Call("slice", F("3x7"), 0, -2, 100, 1),
        Call("slice", F("3x7"), 0, 0, 3, 0).Fails(),
        Call("index_select", F("3x4"), 1, L(3, 0, 0)),
        Call("index_select", F("3x4"), 0, L(3)).Fails(),
        Call("masked_select", F("2x5"), B("2x5")),
        Call("masked_select", F("2x5"), F("2x5")).Fails(),
        Call("gather", F("3x4"), 1, Index("3x2", 4)),
        Call("gather", F("3x4"), 0, Index("2x4", 3)),
        Call("gather", F("3x4"), 0, L(1, 2)).Fails(),
        Call("take", F("3x4"), L(11, 0, 5)),
        Call("take_along_dim", F("3x4"), Index("3x2", 4), 1),
        Call("take_along_dim_dflt", F("3x4"), L(7, 2)),
        Call("argwhere", I("3x4")),
        Call("nonzero", I("3x4")),

        Call("scatter", F("3x4"), 1, Typed(DataType.Int64, "3x2", 3, 0, 1, 2, 2, 1), F("3x2", 2)),
        Call("scatter_", F("3x4"), 0, Typed(DataType.Int64, "1x4", 2, 0, 1, 2), F("3x4", 2)),
        Call("scatter_add", F("3x4"), 1, Index("3x2", 4), F("3x2", 2)),
        Call("scatter_add_", F("3x4"), 0, Index("2x4", 3), F("3x4", 2)),
        Call("scatter_add", F("3x4"), 1, Typed(DataType.Int64, "1x1", 9), F("1x1")).Fails(),
        Call("select_scatter", F("3x4"), F("3", 2), 1, 2),
        Call("diagonal_scatter", F("3x4"), F("3", 2), 1, 0, 1),
        Call("slice_scatter", F("3x7"), F("3x2", 2), 1, Bare(1), Bare(5), 2),
        Call("slice_scatter", F("3x4"), F("2x4", 2), 0, null, Bare(2), 1),
        Call("slice_scatter", F("3x4"), F("2x4", 2), 0, Bare(1), null, 1),
        Call("index_add", F("3x4"), 1, L(3, 0), F("3x2", 2), Scalar(0.5)),
        Call("index_add_", F("3x4"), 0, L(2, 2), F("2x4", 2), Scalar(-2)),
        Call("index_copy", F("3x4"), 1, L(3, 0), F("3x2", 2)),
        Call("index_copy_", F("3x4"), 0, L(2, 1), F("2x4", 2)),
        Call("index_fill", F("3x4"), 1, L(3, 0), Scalar(7)),
        Call("index_fill_", F("3x4"), 0, L(2, 1), Scalar(-7)),
        Call("masked_fill", F("2x5"), B("5"), Scalar(7)),
        Call("masked_fill_", F("2x5"), B("2x5"), Scalar(-7)),
        Call("masked_scatter", F("2x5"), B("2x5"), F("10", 2)),
        Call("masked_scatter_", F("2x5"), B("2x5"), F("10", 2)),
        Call("fill_", F("2x3"), Scalar(2.5)),
        Call("fill_", I("2x3"), Scalar(2.5)),
        Call("copy_", F("2x3"), F("2x3", 1), false),
        Call("copy_", I("2x3"), F("3", 1), true),
        Call("copy_", F("2x3"), F("2x4", 1), false).Fails(),

        Call("index", F("3x4x5"), Bare(1, Slice(1), Ellipsis), Bare(0, 3, 0), Bare(0, 2, 0), null, 3),
        Call("index", F("3x4x5"), Bare(Ellipsis, NewAxis, NoStart), Bare(Null, Null, 4), Bare(Null, Null, 3), null, 3),
        Call("index", F("3x4"), Bare(ByTensor, ByTensor), null, null, BareTensors(L(2, 0), L(1, 3)), 2),
        Call("index", F("3x4"), Bare(Slice(-2), ByTensor), Bare(Null, Null), Bare(Null, Null), BareTensors(null, B("4")), 2),
        Call("index", F("3x4"), Bare(True, -1), null, null, null, 2),
        Call("index", F("3x4"), Bare(False), null, null, null, 1),
        Call("index", F("3x4"), Bare(Null, 2), null, null, null, 2),
        Call("index", F("3x4"), Bare(0, 0, 0), null, null, null, 3).Fails(),
        Call("index_put_", F("3x4"), Bare(ByTensor, ByTensor), null, null, BareTensors(L(2, 0), L(1, 3)), 2, F("2", 5), false),
        Call("index_put_", F("3x4"), Bare(ByTensor, ByTensor), null, null, BareTensors(L(2, 2), L(1, 1)), 2, F("2", 5), true),
        Call("index_put_", F("5x4"), Bare(Slice(1), 2), Bare(3, 0), Bare(1, 0), null, 2, F("2", 5), false),
        Call("index_put_scalar_", F("5x4"), Bare(Slice(0), 2), Bare(4, 0), Bare(2, 0), null, 2, Scalar(9)),
    ];

    private static long Slice(long start) => start + long.MinValue / 2;
}
