namespace LibTorchSharp.Probe.Cases;

/// <summary>Functions that create, convert or store tensors. The options are data type, device type, device index and
/// requires_grad.</summary>
internal static class FactoryCases
{
    private const int Byte = 0;
    private const int Int32 = 3;
    private const int Int64 = 4;
    private const int Float16 = 5;
    private const int Float32 = 6;
    private const int Float64 = 7;
    private const int Bool = 11;
    private const int Cpu = 0;
    private const int Cuda = 1;

    public static IEnumerable<Case> All =>
    [
        .. Each("zeros ones", name => Call(name, Ints(2, 3), Float64, Cpu, -1, true)),
        .. Each("zeros ones", name => Call(name, NoInts, Bool, Cpu, -1, false)),
        .. Each("zeros ones", name => Call(name, Ints(2, -3), Float32, Cpu, -1, false).Fails()),
        .. Each("zeros ones", name => Call(name, Ints(2), Int64, Cpu, -1, true).Fails()),
        Call("full", Ints(2, 3), Scalar(2.5), Float32, Cpu, -1, true),
        Call("full", Ints(2), Scalar(2.5), Int32, Cpu, -1, false),
        .. Each("zeros_like ones_like", name => Call(name, F("2x3").T(), Int32, Cpu, -1, false)),
        .. Each("zeros_like ones_like", name => Call(name, F("2x3").Grad(), Float64, Cpu, -1, true)),
        Call("full_like", F("2x3").T(), Scalar(-1.5), Float64, Cpu, -1, true),
        .. Each("zeros_out ones_out", name => Call(name, Ints(3, 2), F("3x2"))),
        .. Each("zeros_out ones_out", name => Call(name, Ints(4), Resizable(Int64))),
        Call("full_out", Ints(3, 2), Scalar(1.5), F("3x2")),
        ShapeOf("empty", Ints(2, 3), Float16, Cpu, -1, true),
        ShapeOf("empty_like", F("2x3"), Float64, Cpu, -1, true),
        ShapeOf("empty_out", Ints(4, 2), Resizable(Float32)),
        Steps("empty_strided", s =>
        {
            s.ShapesOnly = true;
            s.Call("THSTensor_strides", (Handle)s.Call("THSTensor_empty_strided", Ints(2, 3), Ints(1, 4), Float32, Cpu, -1, true));
        }),
        Steps("empty", s =>
        {
            s.ShapesOnly = true;
            s.Call("THSTensor_empty", Ints(2), Float32, Cuda, 0, false);
        }).Fails(),
        Call("arange", Scalar(1), Scalar(4), Scalar(0.75), Float32, Cpu, -1, true),
        Call("arange", Whole(7), Whole(-2), Whole(-3), Int64, Cpu, -1, false),
        Call("arange", Whole(1), Whole(4), Whole(-1), Int64, Cpu, -1, false).Fails(),
        Call("arange_out", Whole(1), Whole(7), Whole(2), Resizable(Float32)),
        Call("eye", 2, 3, Float64, Cpu, -1, true),
        Call("eye_out", 3, 2, Resizable(Float32)),
        Call("linspace", -1.0, 2.0, 5, Float64, Cpu, -1, true).Within(Rounding.Function),
        Call("logspace", -1.0, 2.0, 4, 2.0, Float32, Cpu, -1, false).Within(Rounding.Function),
        .. Each("bartlett_window blackman_window hann_window",
            name => Call(name, 6, true, Float64, Cpu, -1, false).Within(Rounding.Function)),
        .. Each("bartlett_window blackman_window hann_window",
            name => Call(name, 5, false, Float32, Cpu, -1, true).Within(Rounding.Function)),
        Call("hamming_window", 5, false, 0.6, 0.35, Float32, Cpu, -1, true).Within(Rounding.Function),
        Call("kaiser_window", 5, true, 9.5, Float64, Cpu, -1, false).Within(Rounding.Function),
        Call("tril_indices", 4, 3, 1, Int64, Cpu, -1),
        Call("triu_indices", 3, 4, -1, Int32, Cpu, -1),
        Call("fftfreq", 5, 0.5, Float64, Cpu, -1, true).Within(Rounding.Function),
        Call("rfftfreq", 6, 0.25, Float32, Cpu, -1, false).Within(Rounding.Function),

        .. Each("newBoolScalar", name => Call(name, true, Cpu, -1, false)),
        .. Each("newByteScalar newInt8Scalar newInt16Scalar newInt32Scalar newInt64Scalar", name => Call(name, 7, Cpu, -1, false)),
        .. Each("newFloat16Scalar newFloat32Scalar newFloat64Scalar", name => Call(name, 2.375, Cpu, -1, true)),
        .. Each("newComplexFloat32Scalar newComplexFloat64Scalar", name => Call(name, 2.375, -1.5, Cpu, -1, true)),
        Steps("new", s =>
        {
            s.Make(F("2x3")); // The probe creates all its tensors with this function.
            s.Call("THSTensor_to_type", I("2x3"), Float32, false, false);
        }, "THSTensor_new"),
        .. new[] { true, false }.SelectMany(copy => new[]
        {
            Shared("to_type", Float32, copy, false),
            Shared("to_device", Cpu, -1, copy, false),
            Shared("to_type_and_device", Float32, Cpu, -1, copy, false),
        }),
        Call("to_type", F("2x3"), Int64, true, false),
        Call("to_type", F("2x3"), Float32, false, true),
        Call("to_type", B("2x3"), Float64, false, false),
        Call("to_device", F("2x3"), Cpu, -1, true, false),
        Call("to_device", F("2x3"), Cuda, 0, true, false).Fails(),
        Call("to_type_and_device", F("2x3"), Float16, Cpu, -1, true, false),
        Call("to_type_and_device", F("2x3"), Int32, Cpu, -1, false, true),
        .. Each("cuda pin_memory", name => Call(name, F("2")).Fails()),
        Call("item", F("1")),
        Call("item", I("")),
        Call("item", B("1x1")),
        Call("item", F("2")).Fails(),
        Steps("dispose", s => s.Call("THSTensor_dispose", F("2"))),
        Steps("free", s => s.Call("THSTensor_free", F("2"))),
        Steps("set_", s =>
        {
            var (tensor, source) = (s.Make(F("2")), s.Make(F("2x3", 1)));
            s.Call("THSTensor_set_", tensor, source);
            s.Call("THSTensor_fill_", source, Scalar(4));
            s.Call("THSTensor_sizes", tensor);
        }),
        Steps("save", s =>
        {
            var file = Path.Combine(Path.GetTempPath(), $"probe-{Environment.ProcessId}.pt");
            s.Call("THSTensor_save", F("2x3"), file);
            s.Call("THSTensor_load", file);
            File.Delete(file);
        }),
        Call("load", "/no/such/file").Fails(),

        Steps("sparse", s =>
        {
            Handle sparse = s.Call("THSTensor_sparse", Typed(DataType.Int64, "2x3", 0, 1, 1, 2, 0, 2), F("3"), Ints(2, 3), Float32,
                Cpu, -1, false);
            s.Call("THSTensor_is_sparse", sparse);
            s.Call("THSTensor_to_dense", sparse);
            s.Call("THSTensor_to_dense",
                (Handle)s.Call("THSTensor_sparse", Typed(DataType.Int64, "1x2", 0, 2), F("2"), Ints(4), Float64, Cpu, -1, true));
        }),
        .. Each("to_sparse to_sparse_with_dims", name => Steps(name, s =>
        {
            Handle sparse = name == "to_sparse"
                ? s.Call("THSTensor_to_sparse", I("2x3"))
                : s.Call("THSTensor_to_sparse_with_dims", I("2x3"), 1);
            s.Call("THSTensor_indices", sparse);
            s.Call("THSTensor_values", sparse);
            s.Call("THSTensor_to_dense", sparse);
        })),
    ];

    /// <summary>Returns a case that converts a tensor, and records whether the result uses the memory of the source.</summary>
    private static Case Shared(string function, params object?[] options) => Steps(function, s =>
    {
        var source = s.Make(F("2x3"));
        Handle result = s.Call(FullName(function), [source, .. options]);
        s.Observe("shared", (Raw.Pointer("THSTensor_data", result) == Raw.Pointer("THSTensor_data", source)).ToString());
    });
}
