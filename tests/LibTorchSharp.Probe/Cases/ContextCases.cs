namespace LibTorchSharp.Probe.Cases;

/// <summary>Scalars, data types, settings of the process and storages.</summary>
internal static class ContextCases
{
    private const string Whole8To64 = "int8 uint8 int16 int32 int64";
    private const string Readers = "int8 uint8 int16 int32 int64 float32 float64 bool float16 bfloat16 complex32 complex64";

    private static readonly int[] DataTypes = [0, 1, 2, 3, 4, 5, 6, 7, 9, 10, 11, 15];

    public static IEnumerable<Case> All =>
    [
        .. Each(Whole8To64, type => Call($"THSTorch_{type}_to_scalar", 113)),
        .. Each("int8 int16 int32 int64", type => Call($"THSTorch_{type}_to_scalar", -5)),
        .. Each("float16 bfloat16 float32 float64", type => Call($"THSTorch_{type}_to_scalar", 0.3)),
        .. Each("complex32 complex64", type => Call($"THSTorch_{type}_to_scalar", 0.3, -1.7)),
        .. new[] { true, false }.Select(value => Call("THSTorch_bool_to_scalar", value)),
        Steps("THSTorch_scalar_type", s =>
        {
            foreach (var scalar in new[] { Whole(3), Scalar(2.5), Float(2.5), new ScalarValue("THSTorch_bool_to_scalar", true),
                new ScalarValue("THSTorch_float16_to_scalar", 2.5f) })
                s.Call("THSTorch_scalar_type", scalar);
        }),
        .. Each(Readers, type => Call($"THSTorch_scalar_to_{type}", Scalar(3.75))),
        .. Each("int64 float64 float32 complex64", type => Call($"THSTorch_scalar_to_{type}", Whole(-12345678))),
        Call("THSTorch_scalar_to_bool", Whole(0)),
        Steps("THSTorch_dispose_scalar", s => s.Call("THSTorch_dispose_scalar", Scalar(1))),
        .. Each("can_cast promote_types", name => Steps($"THSTorch_{name}", s =>
        {
            foreach (var (first, second) in DataTypes.SelectMany(first => DataTypes.Select(second => (first, second))))
                s.Call($"THSTorch_{name}", first, second);
        })),

        Steps("THSTorch_get_num_threads", s =>
        {
            s.Call("THSTorch_get_num_threads");
            s.Call("THSTorch_set_num_threads", 2);
            s.Call("THSTorch_get_num_threads");
            s.Call("THSTorch_set_num_threads", 1);
        }),
        .. Each("cublas cudnn", name => Setting($"THSBackend_{name}_get_allow_tf32", $"THSBackend_{name}_set_allow_tf32")),
        .. Each("allow_fp16_reduced_precision_reduction enable_flash_sdp enable_math_sdp",
            name => Setting($"THSBackend_cuda_get_{name}", $"THSBackend_cuda_set_{name}")),
        .. Each("is_available device_count cudnn_is_available", name => Call($"THSTorchCuda_{name}")),
        Call("THSTorchCuda_synchronize", 0).Fails(),

        Steps("THSStorage_nbytes", s =>
        {
            var tensor = s.Make(F("4x3"));
            Handle part = s.Call("THSTensor_narrow", tensor, 0, 1, 2);
            s.Call("THSStorage_nbytes", part);
            s.Call("THSTensor_storage_offset", part);
            s.Observe("same memory", (Raw.Pointer("THSStorage_data_ptr", part) == Raw.Pointer("THSStorage_data_ptr", tensor)).ToString());
            s.Observe("offset", (Raw.Pointer("THSTensor_data", part) - Raw.Pointer("THSStorage_data_ptr", part)).ToString(Text.Culture));
        }, "THSStorage_data_ptr"),
        Steps("THSStorage_set_nbytes", s =>
        {
            var tensor = s.Make(F("4x3"));
            s.Call("THSStorage_set_nbytes", tensor, 24);
            s.Call("THSStorage_nbytes", tensor);
            s.Call("THSStorage_set_nbytes", tensor, 48);
        }),

        Call("new", Buffer(DataType.Float64, 1, 2.5, -3, 4, 5, 6), Ints(3, 2), 7, 6, 0, -1, true),
        Call("new", Buffer(DataType.Int32, 1, 2), Ints(2), 3, 3, 0, -1, false),
        Call("new", Buffer(DataType.Int32, 1, 2), Ints(2), 3, 3, 0, -1, true).Fails(),
        Call("newInt64", Buffer(DataType.Int64, 1, 2, -3, 4, 5, 6), Ints(3, 2), 0, -1, false),
        Call("frombuffer", Buffer(DataType.Float32, 1, 2.5, -3, 4, 5, 6), 3, 2, 6, 7, 0, -1, true),
        Call("parameters_to_vector", Tensors(F("2x3"), F("2", 1))),
        Steps("vector_to_parameters", s =>
        {
            var (first, second) = (s.Make(F("2x3")), s.Make(F("2", 1)));
            s.Call("THSTensor_vector_to_parameters", F("8", 5), Tensors(first, second));
            s.Call("THSTensor_clone", first);
            s.Call("THSTensor_clone", second);
        }),

        Call("dequantize", H("2x3")),
        Steps("quantize_per_tensor", s =>
        {
            Handle quantized = s.Call("THSTensor_quantize_per_tensor", F("2x3"), 0.05, 10, 13);
            s.Call("THSTensor_q_scale", quantized);
            s.Call("THSTensor_q_zero_point", quantized);
            s.Call("THSTensor_int_repr", quantized);
            s.Call("THSTensor_dequantize", quantized);
        }),
        Steps("quantize_per_channel", s =>
        {
            Handle quantized = s.Call("THSTensor_quantize_per_channel", F("2x3"), Typed(DataType.Float64, "3", 0.05, 0.1, 0.2),
                L(0, 5, 10), 1, 13);
            s.Call("THSTensor_q_per_channel_axis", quantized);
            s.Call("THSTensor_q_per_channel_scales", quantized);
            s.Call("THSTensor_q_per_channel_zero_points", quantized);
            s.Call("THSTensor_int_repr", quantized);
        }),
    ];

    /// <summary>Reads a setting, changes it, reads it again and changes it back.</summary>
    private static Case Setting(string read, string write) => Steps(read, s =>
    {
        var before = (bool)s.Call(read).Value!;
        s.Call(write, !before);
        s.Call(read);
        s.Call(write, before);
        s.Call(read);
    });
}
