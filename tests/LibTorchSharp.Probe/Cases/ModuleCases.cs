using static LibTorchSharp.Probe.Arguments;

namespace LibTorchSharp.Probe.Cases;

/// <summary>Modules that the native library builds, and its optimiser.</summary>
internal static class ModuleCases
{
    private const int Float64 = 7;

    public static IEnumerable<Case> All => new[] { General, Recurrent, Cells, Embeddings, Attention, Optimiser }.SelectMany(rows => rows).Select(row => row.Within(Rounding.Sum));

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
        Steps("THSNN_Module_get_parameters", s => Common(s, s.Call("THSNN_GRUCell_ctor", 3, 2, true))),
        Steps("THSNN_Module_save", s =>
        {
            var file = Path.Combine(Path.GetTempPath(), $"probe-{Environment.ProcessId}.module");
            s.Call("THSNN_Module_save", (Handle)s.Call("THSNN_GRUCell_ctor", 3, 2, true), file);
            s.Call("THSNN_Module_load", file);
            File.Delete(file);
        }),
        Steps("THSNN_Module_dispose", s => s.Call("THSNN_Module_dispose", (Handle)s.Call("THSNN_Sequential_ctor"))),
        Steps("THSNN_AnyModule_dispose", s => s.Call("THSNN_AnyModule_dispose", s.Call("THSNN_GRUCell_ctor", 3, 2, true)[1])),
        Steps("THSNN_Module_zero_grad", s =>
        {
            Handle module = s.Call("THSNN_GRUCell_ctor", 3, 2, true);
            var parameters = s.Call("THSNN_Module_get_parameters", module, true);
            foreach (var setToNone in new[] { false, true })
            {
                s.Call("THSTensor_set_grad", parameters[0], F("6x3", 4));
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

    private static IEnumerable<Case> Recurrent =>
    [
        .. new[] { 0, 1 }.Select(nonlinearity => Steps("THSNN_RNN_ctor", s =>
        {
            Handle module = s.Call("THSNN_RNN_ctor", 3, 2, 2, nonlinearity, true, nonlinearity == 1, 0.0, true);
            s.Call("THSNN_RNN_forward", module, F("4x4x3"), F("4x4x2", 1));
            s.Call("THSNN_RNN_forward", module, F("4x5x3"), null);
            s.Call("THSNN_RNN_flatten_parameters", module);
            foreach (var part in new[] { "weight_ih", "weight_hh", "bias_ih", "bias_hh" })
                s.Call($"THSNN_RNN_{part}", module, 1);
        })),
        Steps("THSNN_GRU_ctor", s =>
        {
            Handle module = s.Call("THSNN_GRU_ctor", 3, 2, 2, true, true, 0.0, true);
            s.Call("THSNN_GRU_forward", module, F("4x5x3"), F("4x4x2", 1));
            s.Call("THSNN_GRU_forward", module, F("4x5x3"), null);
            s.Call("THSNN_GRU_flatten_parameters", module);
        }),
        Steps("THSNN_GRU_ctor", s => s.Call("THSNN_GRU_forward", (Handle)s.Call("THSNN_GRU_ctor", 3, 2, 1, true, false, 0.0, false), F("4x5x3"), null)),
        Steps("THSNN_LSTM_ctor", s =>
        {
            Handle module = s.Call("THSNN_LSTM_ctor", 3, 2, 2, true, false, 0.0, true);
            s.Call("THSNN_LSTM_forward", module, F("4x5x3"), F("4x5x2", 1), F("4x5x2", 2));
            s.Call("THSNN_LSTM_forward", module, F("4x5x3"), null, null);
            s.Call("THSNN_LSTM_flatten_parameters", module);
        }),
        Steps("THSNN_LSTM_ctor", s => s.Call("THSNN_LSTM_forward", (Handle)s.Call("THSNN_LSTM_ctor", 3, 2, 1, false, true, 0.0, false), F("4x5x2"), null, null)).Fails(),
        .. Each("RNN GRU LSTM", name => Steps($"THSNN_{name}_forward_with_packed_input", s =>
        {
            Handle module = name == "RNN" ? s.Call("THSNN_RNN_ctor", 3, 2, 1, 1, true, true, 0.0, false) : s.Call($"THSNN_{name}_ctor", 3, 2, 1, true, true, 0.0, false);
            Handle packed = s.Call("THSNN_pack_padded_sequence", F("3x4x3"), L(2, 4, 1), true, false);
            var result = name == "LSTM" ? s.Call("THSNN_LSTM_forward_with_packed_input", module, packed, F("1x3x2", 1), F("1x3x2", 2)) : s.Call($"THSNN_{name}_forward_with_packed_input", module, packed, null);
            s.Call("THSNN_pad_packed_sequence", (Handle)result, true, 0.5, 6);
        })),
        Steps("THSNN_RNN_set_weight_ih", s =>
        {
            Handle module = s.Call("THSNN_RNN_ctor", 3, 2, 2, 1, true, false, 0.0, false);
            s.Call("THSNN_RNN_set_weight_ih", module, F("2x3", 1), 0);
            s.Call("THSNN_RNN_set_weight_hh", module, F("2x2", 2), 0);
            s.Call("THSNN_RNN_set_bias_ih", module, F("2", 3), 0);
            s.Call("THSNN_RNN_set_bias_hh", module, F("2", 4), 1);
            s.Call("THSNN_RNN_weight_ih", module, 0);
            s.Call("THSNN_RNN_bias_hh", module, 1);
        }),
        Steps("THSNN_pack_padded_sequence", s => Packed(s, s.Call("THSNN_pack_padded_sequence", F("4x3x2"), L(4, 2, 1), false, true))),
        Steps("THSNN_pack_sequence", s => Packed(s, s.Call("THSNN_pack_sequence", TensorArray(F("1x2"), F("3x2", 1), F("2x2", 2)), false))),
        Steps("THSNN_PackedSequence_dispose", s => s.Call("THSNN_PackedSequence_dispose", (Handle)s.Call("THSNN_pack_sequence", TensorArray(F("3x2", 1), F("2x2", 2)), true))),
    ];

    private static void Packed(Session s, Handle packed)
    {
        foreach (var part in new[] { "data", "batch_sizes", "sorted_indices", "unsorted_indices" })
            s.Call($"THSNN_PackedSequence_{part}", packed);
        s.Call("THSNN_pad_packed_sequence", packed, false, -1.5, 5);
    }

    private static IEnumerable<Case> Cells =>
    [
        .. Each("RNNCell GRUCell LSTMCell", name => Steps($"THSNN_{name}_ctor", s =>
        {
            Handle module = name == "RNNCell" ? s.Call("THSNN_RNNCell_ctor", 3, 2, 0, true) : s.Call($"THSNN_{name}_ctor", 3, 2, true);
            Forward();
            var gates = name switch { "RNNCell" => 1, "GRUCell" => 3, _ => 4 };
            s.Call($"THSNN_{name}_set_weight_ih", module, F($"{2 * gates}x3", 1));
            s.Call($"THSNN_{name}_set_weight_hh", module, F($"{2 * gates}x2", 2));
            s.Call($"THSNN_{name}_set_bias_ih", module, F($"{2 * gates}", 3));
            s.Call($"THSNN_{name}_set_bias_hh", module, F($"{2 * gates}", 4));
            Forward();

            void Forward()
            {
                foreach (var part in new[] { "weight_ih", "weight_hh", "bias_ih", "bias_hh" })
                    s.Call($"THSNN_{name}_{part}", module);
                if (name == "LSTMCell")
                    s.Call("THSNN_LSTMCell_forward", module, F("4x3"), F("4x2", 1), F("4x2", 2));
                else
                    s.Call($"THSNN_{name}_forward", module, F("4x3"), F("4x2", 1));
                if (name != "LSTMCell")
                    s.Call($"THSNN_{name}_forward", module, F("4x3"), null);
            }
        })),
    ];

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
        Steps("THSNN_Embedding_ctor", s => s.Call("THSNN_Embedding_forward", (Handle)s.Call("THSNN_Embedding_ctor", 5, 3, -1, false, 0.0, false, 2.0, true, false), L(5))).Fails(),
        .. new[] { (true, false), (false, true) }.Select(((bool ByFrequency, bool Sparse) row) => Steps("THSNN_Embedding_ctor", s =>
        {
            Handle module = s.Call("THSNN_Embedding_ctor", 5, 3, 1, true, 0.0, false, 2.0, row.ByFrequency, row.Sparse);
            Backward(s, s.Call("THSNN_Embedding_forward", module, L(4, 1, 0, 4)), s.Call("THSNN_Embedding_weight", module));
            Handle other = s.Call("THSNN_Embedding_from_pretrained", F("5x3"), false, 1, true, 0.0, false, 2.0, row.ByFrequency, row.Sparse);
            Backward(s, s.Call("THSNN_Embedding_forward", other, L(4, 1, 0, 4)), s.Call("THSNN_Embedding_weight", other));
        })),
        .. new[] { (true, false), (false, true) }.Select(((bool ByFrequency, bool Sparse) row) => Steps("THSNN_EmbeddingBag_ctor", s =>
        {
            Handle module = s.Call("THSNN_EmbeddingBag_ctor", 5, 3, 0.75, true, 3.0, row.ByFrequency, 0, row.Sparse, false, -1);
            Backward(s, s.Call("THSNN_EmbeddingBag_forward", module, L(4, 1, 0, 4), L(0, 3), null), s.Call("THSNN_EmbeddingBag_weight", module));
            Handle other = s.Call("THSNN_EmbeddingBag_from_pretrained", F("5x3"), false, 0.75, true, 3.0, row.ByFrequency, 0, row.Sparse, false, -1);
            Backward(s, s.Call("THSNN_EmbeddingBag_forward", other, L(4, 1, 0, 4), L(0, 3), null), s.Call("THSNN_EmbeddingBag_weight", other));
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

    private static IEnumerable<Case> Attention =>
    [
        Steps("THSNN_MultiheadAttention_ctor", s =>
        {
            Handle module = s.Call("THSNN_MultiheadAttention_ctor", 4, 2, 0.0, false, true, false, 3, 3);
            s.Call("THSNN_MultiheadAttention_forward", module, F("3x2x4"), F("5x2x3", 1), F("5x2x3", 2), null, true, null);
            s.Call("THSNN_MultiheadAttention_forward", module, F("3x2x4"), F("5x2x3", 1), F("5x2x3", 2), B("2x5"), false, F("3x5", 3));
        }),
        Steps("THSNN_MultiheadAttention_ctor", s =>
        {
            Handle module = s.Call("THSNN_MultiheadAttention_ctor", 4, 2, 0.0, true, false, true, 4, 4);
            s.Call("THSNN_MultiheadAttention_forward", module, F("3x2x4"), F("5x2x4", 1), F("5x2x4", 2), null, true, null);
        }),
        .. new[] { 0, 1 }.Select(activation => Steps("THSNN_Transformer_ctor", s =>
        {
            Handle module = s.Call("THSNN_Transformer_ctor", 4, 2, 1, 2, 5, 0.0, activation);
            s.Call("THSNN_Transformer_forward", module, F("3x2x4"), F("5x2x4", 1), null, null, null, null, null, null);
            s.Call("THSNN_Transformer_forward", module, F("3x2x4"), F("5x2x4", 1), F("3x3", 2), F("5x5", 3), F("5x3", 4), null, null, null);
        })),
        Steps("THSNN_TransformerEncoderLayer_ctor", s =>
        {
            Handle layer = s.Call("THSNN_TransformerEncoderLayer_ctor", 4, 2, 5, 0.0, 1);
            s.Call("THSNN_TransformerEncoderLayer_forward", layer, F("3x2x4"), F("3x3", 2), null);
            Handle encoder = s.Call("THSNN_TransformerEncoder_ctor", layer, 2);
            s.Call("THSNN_TransformerEncoder_forward", encoder, F("3x2x4"), null, Typed(DataType.Bool, "2x3", 0, 0, 1, 0, 1, 0));
        }),
        Steps("THSNN_TransformerDecoderLayer_ctor", s =>
        {
            Handle layer = s.Call("THSNN_TransformerDecoderLayer_ctor", 4, 2, 5, 0.0, 0);
            s.Call("THSNN_TransformerDecoderLayer_forward", layer, F("3x2x4"), F("5x2x4", 1), F("3x3", 2), F("3x5", 3), null, null);
            Handle decoder = s.Call("THSNN_TransformerDecoder_ctor", layer, 2);
            s.Call("THSNN_TransformerDecoder_forward", decoder, F("3x2x4"), F("5x2x4", 1), null, null, Typed(DataType.Bool, "2x3", 0, 0, 1, 0, 1, 0), Typed(DataType.Bool, "2x5", 0, 1, 0, 0, 0, 0, 0, 0, 1, 0));
        }),
    ];

    private static IEnumerable<Case> Optimiser =>
    [
        Steps("THSNN_LBFGS_ctor", s =>
        {
            var (x, target) = (s.Make(V("3", 1, -2, 3).Grad()), s.Make(V("3", 0.5, 0.25, -1)));
            Handle optimiser = s.Call("THSNN_LBFGS_ctor", Tensors(x), 0.125, 3, 5, 1e-7, 1e-9, 10);
            s.Call("THSNN_Optimizer_getParameters", optimiser);
            // The library takes over the loss that the closure returns.
            Func<IntPtr> closure = () =>
            {
                using var parts = new Session();
                Raw.Call("THSNN_Optimizer_zero_grad", optimiser);
                var difference = parts.Own(Raw.Pointer("THSTensor_sub", x, target), Kind.Tensor);
                var squares = parts.Own(Raw.Pointer("THSTensor_mul", difference, difference), Kind.Tensor);
                var loss = Raw.Pointer("THSTensor_sum", squares, false, 0);
                Raw.Call("THSTensor_backward", new Handle(loss, Kind.Tensor));
                return loss;
            };
            s.Call("THSNN_Optimizer_step", optimiser, closure);
            s.Call("THSTensor_clone", x);
            s.Call("THSNN_LBFGS_set_lr", optimiser, 0.5);
            s.Call("THSNN_Optimizer_step", optimiser, closure);
            s.Call("THSTensor_clone", x);
            s.Call("THSNN_Optimizer_zero_grad", optimiser);
            s.Call("THSTensor_grad", x);
            s.Call("THSNN_Optimizer_dispose", optimiser);
        }).Within(Rounding.Solver),
    ];
}
