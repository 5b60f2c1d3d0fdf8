namespace LibTorchSharp.Probe.Cases;

/// <summary>Modules that the native library builds.</summary>
internal static class ModuleCases
{
    private const int Float64 = 7;

    public static IEnumerable<Case> All => new[] { General, Embeddings }.SelectMany(rows => rows).Select(row => row.Within(Rounding.Sum));

    private static IEnumerable<Case> General =>
    [
        Steps("THSNN_custom_module", s =>
        {
            Func<IntPtr, IntPtr> forward = input => input;
            var made = s.Call("THSNN_custom_module", "Mine", forward);
            Common(s, made[0]);
            s.Call("THSNN_AnyModule_dispose", made[1]);
        }),
        Steps("THSNN_Sequential_ctor", s => Common(s, s.Call("THSNN_Sequential_ctor"))),
        Steps("THSNN_Module_get_parameters", s => Common(s, s.Call("THSNN_Embedding_ctor", 5, 3, 1, true, 1.5, true, 3.0, false, false))),
        Steps("THSNN_Module_save", s =>
        {
            var file = Path.Combine(Path.GetTempPath(), $"probe-{Environment.ProcessId}.module");
            s.Call("THSNN_Module_save", (Handle)s.Call("THSNN_Embedding_ctor", 5, 3, 1, true, 1.5, true, 3.0, false, false), file);
            s.Call("THSNN_Module_load", file);
            File.Delete(file);
        }),
        Steps("THSNN_Module_dispose", s => s.Call("THSNN_Module_dispose", (Handle)s.Call("THSNN_Sequential_ctor"))),
        Steps("THSNN_AnyModule_dispose",
            s => s.Call("THSNN_AnyModule_dispose", s.Call("THSNN_Embedding_ctor", 5, 3, 1, true, 1.5, true, 3.0, false, false)[1])),
        Steps("THSNN_Module_zero_grad", s =>
        {
            Handle module = s.Call("THSNN_Embedding_ctor", 5, 3, 1, true, 1.5, true, 3.0, false, false);
            var parameters = s.Call("THSNN_Module_get_parameters", module, true);
            foreach (var setToNone in new[] { false, true })
            {
                s.Call("THSTensor_set_grad", parameters[0], F("5x3", 4));
                s.Call("THSNN_Module_zero_grad", module, setToNone);
                s.Call("THSTensor_grad", parameters[0]);
            }
        }),
    ];

    private static void Common(Session s, Handle module)
    {
        if (NativeLoader.Exports("THSNN_Module_zero_grad"))
            s.Call("THSNN_Module_zero_grad", module, true);
        s.Call("THSNN_Module_name", module);
        s.Call("THSNN_Module_is_training", module);
        s.Call("THSNN_Module_train", module, false);
        s.Call("THSNN_Module_is_training", module);
        s.Call("THSNN_Module_train", module, true);
        s.Call("THSNN_Module_is_training", module);
        s.Call("THSNN_Module_get_named_parameters", module);
        s.Call("THSNN_Module_get_named_buffers", module);
        s.Call("THSNN_Module_to_dtype", module, Float64, false);
        s.Call("THSNN_Module_get_named_parameters", module);
        s.Call("THSNN_Module_to_device", module, 0, -1, false);
        s.Call("THSNN_Module_to_device_dtype", module, 5, 0, -1, true);
        s.Call("THSNN_Module_get_named_parameters", module);
        if (NativeLoader.Exports("THSNN_Module_get_parameters"))
        {
            s.Call("THSNN_Module_get_parameters", module, true);
            s.Call("THSNN_Module_get_parameters", module, false);
        }
    }

    private static IEnumerable<Case> Embeddings =>
    [
        Steps("THSNN_Embedding_ctor", s =>
        {
            Handle module = s.Call("THSNN_Embedding_ctor", 5, 3, 1, true, 1.5, true, 3.0, false, false);
            s.Call("THSNN_Embedding_forward", module, L(4, 1, 0, 4));
            s.Call("THSNN_Embedding_weight", module);
            s.Call("THSNN_Embedding_set_weight", module, F("5x3", 2));
            s.Call("THSNN_Embedding_forward", module, L(4, 1, 0, 4));
        }),
        Steps("THSNN_Embedding_ctor",
            s => s.Call("THSNN_Embedding_forward", (Handle)s.Call("THSNN_Embedding_ctor", 5, 3, -1, false, 0.0, false, 2.0, true, false),
                L(5))).Fails(),
        .. new[] { (true, false), (false, true) }.Select(((bool ByFrequency, bool Sparse) row) => Steps("THSNN_Embedding_ctor", s =>
        {
            Handle module = s.Call("THSNN_Embedding_ctor", 5, 3, 1, true, 0.0, false, 2.0, row.ByFrequency, row.Sparse);
            Backward(s, s.Call("THSNN_Embedding_forward", module, L(4, 1, 0, 4)), s.Call("THSNN_Embedding_weight", module));
            Handle other = s.Call("THSNN_Embedding_from_pretrained", F("5x3"), false, 1, true, 0.0, false, 2.0, row.ByFrequency,
                row.Sparse);
            Backward(s, s.Call("THSNN_Embedding_forward", other, L(4, 1, 0, 4)), s.Call("THSNN_Embedding_weight", other));
        })),
        .. new[] { (true, false), (false, true) }.Select(((bool ByFrequency, bool Sparse) row) => Steps("THSNN_EmbeddingBag_ctor", s =>
        {
            Handle module = s.Call("THSNN_EmbeddingBag_ctor", 5, 3, 0.75, true, 3.0, row.ByFrequency, 0, row.Sparse, false, -1);
            Backward(s, s.Call("THSNN_EmbeddingBag_forward", module, L(4, 1, 0, 4), L(0, 3), null),
                s.Call("THSNN_EmbeddingBag_weight", module));
            Handle other = s.Call("THSNN_EmbeddingBag_from_pretrained", F("5x3"), false, 0.75, true, 3.0, row.ByFrequency, 0,
                row.Sparse, false, -1);
            Backward(s, s.Call("THSNN_EmbeddingBag_forward", other, L(4, 1, 0, 4), L(0, 3), null),
                s.Call("THSNN_EmbeddingBag_weight", other));
        })),
        Steps("THSNN_Embedding_from_pretrained", s =>
        {
            Handle module = s.Call("THSNN_Embedding_from_pretrained", F("5x3"), true, 1, true, 0.5, true, 1.0, false, false);
            s.Call("THSNN_Embedding_forward", module, L(4, 1, 0));
        }),
        .. new[] { 0, 1, 2 }.Select(mode => Steps("THSNN_EmbeddingBag_ctor", s =>
        {
            Handle module = s.Call("THSNN_EmbeddingBag_ctor", 5, 3, 0.0, false, 2.0, false, mode, false, false, 1);
            s.Call("THSNN_EmbeddingBag_forward", module, L(4, 1, 0, 4), L(0, 3), null);
            s.Call("THSNN_EmbeddingBag_set_weight", module, F("5x3", 2));
            s.Call("THSNN_EmbeddingBag_weight", module);
            s.Call("THSNN_EmbeddingBag_forward", module, Typed(DataType.Int64, "2x2", 4, 1, 0, 4), null, null);
            if (mode == 0)
                s.Call("THSNN_EmbeddingBag_forward", module, L(4, 1, 0, 4), L(0, 3), F("4", 5));
        })),
        Steps("THSNN_EmbeddingBag_from_pretrained", s =>
        {
            Handle module = s.Call("THSNN_EmbeddingBag_from_pretrained", F("5x3"), false, 0.5, true, 1.0, false, 1, false, true, -1);
            s.Call("THSNN_EmbeddingBag_forward", module, L(4, 1, 0, 4), L(0, 3, 4), null);
        }),
    ];

    private static void Backward(Session s, Handle output, Handle weight)
    {
        s.Call("THSTensor_backward", (Handle)s.Call("THSTensor_sum", (Handle)s.Call("THSTensor_mul", output, output), false, 0));
        Handle gradient = s.Call("THSTensor_grad", weight);
        s.Call("THSTensor_add", s.Make(F("5x3")), gradient, Scalar(1));
    }
}
