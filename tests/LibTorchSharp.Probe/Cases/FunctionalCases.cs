namespace LibTorchSharp.Probe.Cases;

/// <summary>nn.functional: layers without state, normalisation and losses.</summary>
internal static class FunctionalCases
{
    private const int Float64 = 7;
    private const int Float32 = 6;

    // TorchSharp's numbers of the reductions.
    private const int None = 0;
    private const int Mean = 1;
    private const int Sum = 2;

    public static IEnumerable<Case> All =>
    [
        .. Layers.Select(row => row.Within(Rounding.Sum)),
        .. Losses.Select(row => row.Within(Rounding.Sum)),
    ];

    private static IEnumerable<Case> Layers =>
    [
        Call("THSNN_functional_linear", F("2x3"), F("4x3", 1), F("4", 2)),
        Call("THSNN_functional_linear", F("2x5x3").Grad(), F("4x3", 1), null),
        Call("THSNN_functional_linear", F("2x3"), F("4x2", 1), null).Fails(),
        Call("THSNN_functional_bilinear", F("2x3"), F("2x4", 1), F("5x3x4", 2), F("5", 3)),
        Call("THSNN_functional_bilinear", F("2x3"), F("2x4", 1), F("5x3x4", 2), null),
        .. Each("THSNN_dropout THSNN_alpha_dropout", name => Call(name, F("4x10"), 0.25, true, false)),
        .. Each("THSNN_dropout THSNN_alpha_dropout", name => Call(name, F("4x10"), 0.25, true, true)),
        .. Each("THSNN_dropout THSNN_alpha_dropout", name => Call(name, F("4x10"), 0.25, false, false)),
        .. Each("THSNN_dropout THSNN_alpha_dropout", name => Call(name, F("4x10"), 1.25, true, false).Fails()),
        .. Each("THSNN_dropout2d THSNN_feature_alpha_dropout", name => Call(name, F("4x5x2x2"), 0.4, true, false)),
        Call("THSNN_dropout3d", F("4x5x2x2x1"), 0.4, true, false),
        .. new[] { Float32, Float64 }
            .SelectMany(type => Each("THSSpecial_softmax THSSpecial_log_softmax", name => Call(name, F("2x3x4"), 1, type))),
        .. Each("THSSpecial_softmax THSSpecial_log_softmax", name => Call(name, F("2x3"), 2, Float32).Fails()),
        Call("THSNN_one_hot", L(2, 0, 1), 4),
        Call("THSNN_one_hot", L(2, 0, 1), -1),
        Call("THSNN_one_hot", L(2, 0, 5), 4).Fails(),
        Call("THSNN_cosine_similarity", F("2x3"), F("2x3", 1), 1, 5.0),
        Call("THSNN_pairwise_distance", F("2x3"), F("2x3", 1), 3.0, 0.25, true),
        Call("THSNN_scaled_dot_product_attention", F("1x2x3x4"), F("1x2x5x4", 1), F("1x2x5x6", 2), null, 0.0, false),
        Call("THSNN_scaled_dot_product_attention", F("1x2x3x4"), F("1x2x5x4", 1), F("1x2x5x6", 2), F("3x5", 3), 0.0, false),
        Call("THSNN_scaled_dot_product_attention", F("1x2x3x4"), F("1x2x5x4", 1), F("1x2x5x6", 2), null, 0.0, true),

        Call("THSNN_batch_norm", F("4x3x2"), F("3", 1), Pos("3", 2), F("3", 3), F("3", 4), true, 0.25, 0.5),
        Call("THSNN_batch_norm", F("4x3x2"), F("3", 1), Pos("3", 2), F("3", 3), F("3", 4), false, 0.25, 0.5),
        Call("THSNN_batch_norm", F("4x3x2"), null, null, null, null, true, 0.25, 0.5),
        Call("THSNN_batch_norm", F("4x3x2"), F("3", 1), Pos("3", 2), null, F("3", 4), true, 0.25, 0.5),
        Call("THSNN_batch_norm", F("4x3x2"), null, null, null, null, false, 0.25, 0.5).Fails(),
        Call("THSNN_instance_norm", F("2x3x4"), F("3", 1), Pos("3", 2), F("3", 3), F("3", 4), true, 0.25, 0.5),
        Call("THSNN_instance_norm", F("2x3x4"), F("3", 1), Pos("3", 2), null, F("3", 4), false, 0.25, 0.5),
        Call("THSNN_instance_norm", F("2x3x4"), null, null, null, null, true, 0.25, 0.5),
        Call("THSNN_group_norm", F("2x6x3"), 3, F("6", 1), F("6", 2), 0.5),
        Call("THSNN_group_norm", F("2x6x3"), 2, null, F("6", 2), 0.25),
        Call("THSNN_group_norm", F("2x6x3"), 4, null, null, 0.25).Fails(),
        Call("THSNN_layer_norm", F("2x3x4"), Ints(3, 4), F("3x4", 1), F("3x4", 2), 0.5),
        Call("THSNN_layer_norm", F("2x3x4"), Ints(4), null, null, 0.25),
        Call("THSNN_local_response_norm", F("2x6x3"), 3, 0.5, 0.75, 1.5),
        Call("THSNN_normalize", F("2x3x4"), 3.0, 1, 2.0),
        Call("stft", F("16"), 8, 3, 6, Pos("6"), true, 1, true),
        Call("stft", F("16"), 8, 2, 8, null, false, 0, true),
        Steps("istft", s =>
        {
            var spectrum = s.Call("THSTensor_stft", F("16"), 8, 2, 8, null, false, 1, true);
            s.Call("THSTensor_istft", (Handle)spectrum, 8, 2, 8, Pos("8"), true, false, 1, 6, false);
        }),
    ];

    private static IEnumerable<Case> Losses =>
    [
        .. new[] { None, Mean, Sum }.SelectMany(reduction => new[]
        {
            Call("THSNN_mse_loss", F("2x3"), F("2x3", 1), reduction),
            Call("THSNN_l1_loss", F("2x3"), F("2x3", 1), reduction),
            Call("THSNN_smooth_l1_loss", F("2x3"), F("2x3", 1), reduction, 0.75),
            Call("THSNN_huber_loss", F("2x3"), F("2x3", 1), 0.75, reduction),
            Call("THSNN_soft_margin_loss", F("2x3"), V("2x3", 1, -1, 1, 1, -1, -1), reduction),
            Call("THSNN_binary_cross_entropy", Unit("2x3"), Unit("2x3", 1), Pos("2x3", 2), reduction),
            Call("THSNN_binary_cross_entropy", Unit("2x3"), Unit("2x3", 1), null, reduction),
            Call("THSNN_binary_cross_entropy_with_logits", F("2x3"), Unit("2x3", 1), Pos("2x3", 2), reduction, Pos("3", 3)),
            Call("THSNN_binary_cross_entropy_with_logits", F("2x3"), Unit("2x3", 1), null, reduction, null),
            Call("THSNN_binary_cross_entropy_with_logits", F("2x3"), Unit("2x3", 1), null, reduction, Pos("3", 3)),
            Call("THSNN_cross_entropy", F("3x4"), L(2, 0, 3), Pos("4", 2), 3, true, reduction, 0.125),
            Call("THSNN_cross_entropy", F("3x4"), L(2, 0, 3), null, 3, false, reduction, 0.0),
            Call("THSNN_cross_entropy", F("3x4x2"), Index("3x2", 4), null, 1, true, reduction, 0.0),
            Call("THSNN_cross_entropy", F("3x4"), Unit("3x4", 1), null, -100, false, reduction, 0.25),
            Call("THSNN_nll_loss", F("3x4"), L(2, 0, 3), Pos("4", 2), reduction),
            Call("THSNN_nll_loss", F("3x4"), L(2, 0, 3), null, reduction),
            Call("THSNN_kl_div_loss", F("2x3"), Unit("2x3", 1), reduction, false),
            Call("THSNN_kl_div_loss", F("2x3"), F("2x3", 1), reduction, true),
            // Without log_input, TorchSharp's library reads eps with the wrong width.
            Call("THSNN_poisson_loss", F("2x3"), Pos("2x3", 1), true, true, 1e-8f, reduction),
            Call("THSNN_poisson_loss", F("2x3"), Pos("2x3", 1), true, false, 1e-8f, reduction),
            Call("THSNN_hinge_embedding_loss", F("2x3"), V("2x3", 1, -1, 1, 1, -1, -1), 0.75, reduction),
            Call("THSNN_cosine_embedding_loss", F("2x3"), F("2x3", 1), V("2", 1, -1), 0.25, reduction),
            Call("THSNN_cosine_embedding_loss", F("2x3"), F("2x3", 1), V("2", -1, 1), -0.75, reduction),
            Call("THSNN_margin_ranking_loss", F("4"), F("4", 1), V("4", 1, -1, 1, -1), 0.75, reduction),
            Call("THSNN_multi_margin_loss", F("3x4"), L(2, 0, 3), 2, 0.75, Pos("4", 2), reduction),
            Call("THSNN_multi_margin_loss", F("3x4"), L(2, 0, 3), 1, 0.5, null, reduction),
            Call("THSNN_multilabel_margin_loss", F("2x4"), Typed(DataType.Int64, "2x4", 3, 0, -1, 1, 2, -1, 0, 0), reduction),
            Call("THSNN_multilabel_soft_margin_loss", F("2x3"), Unit("2x3", 1), Pos("3", 2), reduction),
            Call("THSNN_multilabel_soft_margin_loss", F("2x3"), Unit("2x3", 1), null, reduction),
            Call("THSNN_triplet_margin_loss", F("2x3"), F("2x3", 1), F("2x3", 2), 0.75, 3, 0.01, false, reduction),
            Call("THSNN_triplet_margin_loss", F("2x3"), F("2x3", 1), F("2x3", 2), 1.75, 2, 0.01, true, reduction),
            Call("THSNN_triplet_margin_with_distance_loss", F("2x3"), F("2x3", 1), F("2x3", 2), null, 0.75, true, reduction),
            Call("THSNN_ctc_loss", F("6x2x4"), Typed(DataType.Int64, "2x2", 1, 3, 2, 3), L(6, 5), L(2, 1), 0, false, reduction),
            Call("THSNN_ctc_loss", F("6x2x4"), Typed(DataType.Int64, "2x2", 1, 3, 2, 3), L(6, 1), L(2, 2), 0, true, reduction),
        }),
        .. Each("THSNN_mse_loss THSNN_l1_loss", name => Call(name, F("2x3"), F("3x2", 1), Mean).Fails()),
        Call("THSNN_cross_entropy", F("3x4"), L(2, 0, 4), null, -100, false, Mean, 0.0).Fails(),
        Call("THSNN_cross_entropy", F("3x4"), L(2, 0), null, -100, false, Mean, 0.0).Fails(),
    ];
}
