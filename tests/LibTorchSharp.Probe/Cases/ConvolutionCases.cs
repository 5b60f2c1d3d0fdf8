namespace LibTorchSharp.Probe.Cases;

/// <summary>Convolutions, pooling and resampling.</summary>
internal static class ConvolutionCases
{
    private const int Valid = 0;
    private const int Same = 1;

    public static IEnumerable<Case> All =>
    [
        .. Convolutions.Select(row => row.Within(Rounding.Sum)),
        .. Pooling.Select(row => row.Within(Rounding.Function)),
        .. Resampling.Select(row => row.Within(Rounding.Sum)),
    ];

    private static IEnumerable<Case> Convolutions =>
    [
        Call("conv1d", F("2x4x9"), F("6x2x3", 1), F("6", 2), Ints(2), Ints(1), Ints(2), 2),
        Call("conv1d", F("2x4x9"), F("6x4x3", 1), null, Ints(1), Ints(0), Ints(1), 1),
        Call("conv2d", F("2x4x7x8"), F("6x2x3x2", 1), F("6", 2), Ints(2, 1), Ints(1, 0), Ints(1, 2), 2),
        Call("conv2d", F("2x4x7x8"), F("6x4x3x2", 1), null, Ints(1, 1), Ints(0, 0), Ints(1, 1), 1),
        Call("conv2d", F("4x7x8").Grad(), F("6x4x3x2", 1), F("6", 2), Ints(1), Ints(2), Ints(1), 1),
        Call("conv2d", F("2x4x7x8"), F("6x3x3x2", 1), null, Ints(1, 1), Ints(0, 0), Ints(1, 1), 1).Fails(),
        Call("conv3d", F("1x2x4x5x6"), F("4x1x2x3x2", 1), F("4", 2), Ints(1, 2, 1), Ints(0, 1, 0), Ints(1, 1, 2), 2),
        Call("conv3d", F("1x2x4x5x6"), F("4x2x2x3x2", 1), null, Ints(1, 1, 1), Ints(0, 0, 0), Ints(1, 1, 1), 1),
        .. new[] { Valid, Same }.SelectMany(padding => new[]
        {
            Call("conv1d_padding", F("2x4x9"), F("6x2x3", 1), F("6", 2), Ints(1), padding, Ints(2), 2),
            Call("conv2d_padding", F("2x4x7x8"), F("6x2x3x2", 1), null, Ints(1, 1), padding, Ints(1, 2), 2),
            Call("conv3d_padding", F("1x2x4x5x6"), F("4x1x2x3x2", 1), F("4", 2), Ints(1, 1, 1), padding, Ints(1, 1, 2), 2),
        }),
        Call("conv2d_padding", F("2x4x7x8"), F("6x4x3x2", 1), null, Ints(2, 2), Same, Ints(1, 1), 1).Fails(),
        Call("conv_transpose1d", F("2x4x5"), F("4x3x3", 1), F("6", 2), Ints(4), Ints(1), Ints(3), Ints(2), 2),
        Call("conv_transpose2d", F("2x4x5x3"), F("4x3x3x2", 1), F("6", 2), Ints(2, 3), Ints(1, 0), Ints(1, 2), Ints(2, 1), 2),
        Call("conv_transpose2d", F("2x4x5x3"), F("4x3x3x2", 1), null, Ints(1, 1), Ints(0, 0), Ints(0, 0), Ints(1, 1), 1),
        Call("conv_transpose3d", F("1x2x3x2x4"), F("2x3x2x1x2", 1), F("6", 2), Ints(2, 1, 2), Ints(0, 0, 1), Ints(1, 0, 0),
            Ints(1, 1, 1), 2),
    ];

    private static IEnumerable<Case> Pooling =>
    [
        Call("max_pool1d", F("2x3x9"), Ints(3), Ints(2), Ints(1), Ints(2), true),
        Call("max_pool1d", F("2x3x9"), Ints(2), NoInts, Ints(0), Ints(1), false),
        Call("max_pool1d_with_indices", F("2x3x8"), Ints(3), Ints(2), Ints(1), Ints(2), false),
        Call("max_pool2d", F("2x3x7x9"), Ints(3, 2), Ints(2, 3), Ints(1, 0), Ints(1, 2), true),
        Call("max_pool2d", F("2x3x7x9"), Ints(2, 2), NoInts, Ints(0, 0), Ints(1, 1), false),
        Call("max_pool2d", F("2x3x7x9"), Ints(2), Ints(2), Ints(3), Ints(1), false).Fails(),
        Call("max_pool2d_with_indices", F("2x3x8x10"), Ints(3, 2), Ints(2, 3), Ints(1, 0), Ints(1, 2), true),
        Call("max_pool3d", F("1x2x5x4x6"), Ints(2, 3, 2), Ints(1, 2, 3), Ints(0, 1, 1), Ints(1, 1, 2), true),
        Call("max_pool3d_with_indices", F("1x2x5x4x6"), Ints(2, 3, 2), Ints(1, 2, 3), Ints(0, 1, 1), Ints(1, 1, 2), false),
        Call("avg_pool1d", F("2x3x9"), Ints(3), Ints(2), Ints(1), true, false),
        Call("avg_pool1d", F("2x3x9"), Ints(2), NoInts, Ints(0), false, true),
        Call("avg_pool2d", F("2x3x7x9"), Ints(3, 2), Ints(2, 3), Ints(1, 0), true, false, 0),
        Call("avg_pool2d", F("2x3x7x9"), Ints(3, 2), Ints(2, 3), Ints(1, 0), false, true, 5),
        Call("avg_pool2d", F("2x3x7x9"), Ints(2), NoInts, Ints(0), false, true, 0),
        Call("avg_pool2d_backward", F("1x2x4x4"), F("1x2x6x8", 1), Ints(2, 3), Ints(2, 2), Ints(1, 1), false, true, 0),
        Call("avg_pool2d_backward", F("1x2x4x5"), F("1x2x6x8", 1), Ints(2, 3), Ints(2, 2), Ints(1, 1), true, false, 5),
        Call("avg_pool3d", F("1x2x5x4x6"), Ints(2, 3, 2), Ints(1, 2, 3), Ints(0, 1, 1), true, false, 0),
        Call("avg_pool3d", F("1x2x5x4x6"), Ints(2, 2, 2), NoInts, Ints(0), false, true, 7),
        Call("avg_pool3d_backward", F("1x2x3x3x5"), F("1x2x4x6x6", 1), Ints(2, 3, 2), Ints(2, 2, 1), Ints(1, 1, 0), false, true, 0),
        Call("adaptive_avg_pool1d", F("2x3x7"), Ints(4)),
        Call("adaptive_avg_pool2d", F("2x3x7x5"), Ints(4, 2)),
        Call("adaptive_avg_pool2d", F("2x3x7x5"), Ints(1, 1)),
        Call("adaptive_avg_pool3d", F("1x2x5x4x6"), Ints(2, 3, 4)),
        Call("adaptive_max_pool1d", F("2x3x7"), Ints(4)),
        Call("adaptive_max_pool2d", F("2x3x7x5"), Ints(4, 2)),
        Call("adaptive_max_pool3d", F("1x2x5x4x6"), Ints(2, 3, 4)),
        Call("lp_pool1d", Pos("2x3x8"), 3.0, Ints(3), Ints(2), true).Within(Rounding.Sum),
        Call("lp_pool2d", Pos("2x3x7x9"), 3.0, Ints(3, 2), NoInts, false).Within(Rounding.Sum),
        Call("fractional_max_pool2d", F("2x3x7x9"), Ints(2, 3), Ints(4, 3), NoInts),
        Call("fractional_max_pool2d", F("2x3x7x9"), Ints(2, 3), NoInts, Reals(0.5, 0.4)),
        Call("fractional_max_pool3d", F("1x2x5x6x7"), Ints(2, 3, 2), Ints(3, 2, 4), NoInts),
        Unpool("1d", F("2x3x8"), [2], [2], [0]),
        Unpool("2d", F("1x2x6x8"), [2, 2], [2, 2], [0, 0]),
        Unpool("3d", F("1x2x4x6x4"), [2, 2, 2], [2, 2, 2], [0, 0, 0]),
    ];

    private static IEnumerable<Case> Resampling =>
    [
        Call("upsample_nearest1d", F("2x3x4"), Ints(7), NoInts),
        Call("upsample_nearest1d", F("2x3x4"), NoInts, Reals(1.5)),
        Call("upsample_nearest2d", F("2x3x4x5"), Ints(7, 3), NoInts),
        Call("upsample_nearest2d", F("2x3x4x5"), NoInts, Reals(1.5, 2)),
        Call("upsample_nearest3d", F("1x2x3x4x5"), Ints(4, 3, 7), NoInts),
        .. Modes.Select(row => Call("THSNN_interpolate", F(row.Shape), Ints(row.Size), NoInts, row.Mode, row.Aligned, false, false)),
        .. Modes.Select(row => Call("THSNN_interpolate", F(row.Shape), NoInts, Reals([.. row.Size.Select((_, i) => 1.5 + i)]), row.Mode,
            row.Aligned, true, false)),
        Call("THSNN_interpolate", F("1x2x6x7"), Ints(3, 4), NoInts, 2, 2, false, true),
        .. new[] { (2, 0, 0), (2, 1, 1), (2, 2, 2), (0, 0, 1) }
            .Select(((int Mode, int Padding, int Aligned) row) => Call("THSNN_grid_sample", F("2x3x4x5"), F("2x3x2x2", 1), row.Mode,
                row.Padding, row.Aligned)),
        Call("THSNN_affine_grid", F("2x2x3"), Ints(2, 3, 4, 5), true),
        Call("THSNN_affine_grid", F("2x2x3"), Ints(2, 3, 4, 5), false),
        Call("THSNN_unfold", F("2x3x6x7"), 2, 3, 1, 2, 1, 0, 2, 1),
        Call("THSNN_fold", F("2x12x9"), 4, 5, 2, 3, 2, 1, 1, 0, 1, 1),
        Call("THSNN_fold", F("2x12x18"), 4, 6, 2, 3, 2, 1, 2, 1, 2, 1),
        Call("THSNN_pixel_shuffle", F("1x8x2x3"), 2),
        Call("THSNN_pixel_unshuffle", F("1x2x4x6"), 2),
        Call("THSNN_pad", F("2x3"), Ints(1, 2), 0, 1.5),
        Call("THSNN_pad", F("1x2x3x4"), Ints(1, 2, 0, 1), 1, 0.0),
        Call("THSNN_pad", F("1x2x3x4"), Ints(1, 2, 0, 1), 2, 0.0),
        Call("THSNN_pad", F("1x2x3x4"), Ints(1, 2, 0, 1), 3, 0.0),
        Call("THSNN_pad", F("1x2x3x4"), Ints(1, 2, 0, 1, 2, 0), 4, -2.5),
        Call("THSNN_pad", F("1x2x3x4"), Ints(9, 2), 1, 0.0).Fails(),
    ];

    /// <summary>Interpolation modes: nearest, linear, bilinear, bicubic, trilinear, area, nearest-exact. The value of aligned corners is 0
    /// for not given, 1 for yes, 2 for no.</summary>
    private static readonly (int Mode, int Aligned, string Shape, long[] Size)[] Modes =
    [
        (0, 0, "2x3x4x5", [7, 3]),
        (1, 1, "2x3x4", [7]),
        (1, 2, "2x3x4", [7]),
        (2, 1, "2x3x4x5", [7, 3]),
        (2, 2, "2x3x4x5", [7, 3]),
        (3, 2, "2x3x4x5", [7, 3]),
        (4, 1, "1x2x3x4x5", [4, 3, 7]),
        (5, 0, "2x3x4x5", [3, 2]),
        (6, 0, "2x3x4x5", [7, 3]),
    ];

    private static Case Unpool(string dimensions, TensorValue input, long[] kernel, long[] stride, long[] padding) =>
        Steps("max_unpool" + dimensions, s =>
        {
            var pooled = s.Call($"THSTensor_max_pool{dimensions}_with_indices", input, Ints(kernel), Ints(stride), Ints(padding),
                Ints([.. kernel.Select(_ => 1L)]), false);
            s.Call("THSTensor_max_unpool" + dimensions, pooled[0], pooled[1], Ints(kernel), NoInts, Ints(padding), Ints(stride));
        });
}
