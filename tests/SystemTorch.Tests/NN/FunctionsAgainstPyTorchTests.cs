using TorchSharp;
using static SystemTorch.Tests.NN.OracleCase;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;
using F = TorchSharp.torch.nn.functional;

namespace SystemTorch.Tests.NN;

/// <summary>Losses with each of their options, and the functions of nn.functional, here and in PyTorch: values and gradients.</summary>
public class FunctionsAgainstPyTorchTests
{
    private static readonly Func<Tensor> s_logits = () => Values(6, 5);
    private static readonly Func<Tensor> s_classes = () => Classes(5, 6);
    private static readonly Func<Tensor> s_weights = () => Values(5).abs();
    private static readonly Func<Tensor> s_targets = () => Values(6, 5).neg().cos();
    private static readonly Func<Tensor> s_odds = () => Values(6, 5).sigmoid();

    private static readonly OracleRun s_run = new(
    [
        Of("F.cross_entropy(x[0], x[1])", x => F.cross_entropy(x[0], x[1]), s_logits, s_classes),
        Of("F.cross_entropy(x[0], x[1], weight=x[2].detach())", x => F.cross_entropy(x[0], x[1], x[2].detach()), s_logits, s_classes, s_weights),
        Of("F.cross_entropy(x[0], x[1], ignore_index=3)", x => F.cross_entropy(x[0], x[1], ignore_index: 3), s_logits, s_classes),
        Of("F.cross_entropy(x[0], x[1], reduction='sum')", x => F.cross_entropy(x[0], x[1], reduction: Reduction.Sum), s_logits, s_classes),
        Of("F.cross_entropy(x[0], x[1], reduction='none')", x => F.cross_entropy(x[0], x[1], reduction: Reduction.None), s_logits, s_classes),
        Of("F.cross_entropy(x[0], x[1], label_smoothing=0.1)", x => F.cross_entropy(x[0], x[1], label_smoothing: 0.1), s_logits, s_classes),
        Of("F.cross_entropy(x[0], x[1].softmax(1))", x => F.cross_entropy(x[0], x[1].softmax(1)), s_logits, s_targets),
        Of("nn.CrossEntropyLoss()(x[0], x[1])", x => CrossEntropyLoss().call(x[0], x[1]), s_logits, s_classes),
        Of("nn.CrossEntropyLoss(x[2].detach(), ignore_index=3, reduction='sum')(x[0], x[1])",
            x => CrossEntropyLoss(x[2].detach(), 3, Reduction.Sum).call(x[0], x[1]), s_logits, s_classes, s_weights),
        Of("nn.CrossEntropyLoss(label_smoothing=0.2)(x[0], x[1])", x => new TorchSharp.Modules.CrossEntropyLoss(label_smoothing: 0.2).call(x[0], x[1]), s_logits, s_classes),

        Of("F.nll_loss(x[0], x[1])", x => F.nll_loss(x[0], x[1]), s_logits, s_classes),
        Of("F.nll_loss(x[0], x[1], x[2].detach(), reduction='none')", x => F.nll_loss(x[0], x[1], x[2].detach(), Reduction.None), s_logits, s_classes, s_weights),
        Of("nn.NLLLoss(reduction='sum')(x[0], x[1])", x => NLLLoss(reduction: Reduction.Sum).call(x[0], x[1]), s_logits, s_classes),

        Of("F.mse_loss(x[0], x[1])", x => F.mse_loss(x[0], x[1]), s_logits, s_targets),
        Of("F.mse_loss(x[0], x[1], reduction='sum')", x => F.mse_loss(x[0], x[1], Reduction.Sum), s_logits, s_targets),
        Of("nn.MSELoss(reduction='none')(x[0], x[1])", x => MSELoss(Reduction.None).call(x[0], x[1]), s_logits, s_targets),
        Of("F.mse_loss(x[0], x[1].mean(0))", x => F.mse_loss(x[0], x[1].mean([0])), s_logits, s_targets),
        Of("F.l1_loss(x[0], x[1])", x => F.l1_loss(x[0], x[1]), s_logits, s_targets),
        Of("nn.L1Loss(reduction='sum')(x[0], x[1])", x => L1Loss(Reduction.Sum).call(x[0], x[1]), s_logits, s_targets),

        Of("F.binary_cross_entropy_with_logits(x[0], x[1])", x => F.binary_cross_entropy_with_logits(x[0], x[1]), s_logits, s_odds),
        Of("F.binary_cross_entropy_with_logits(x[0], x[1], x[2].detach(), reduction='none')",
            x => F.binary_cross_entropy_with_logits(x[0], x[1], x[2].detach(), Reduction.None), s_logits, s_odds, s_weights),
        Of("nn.BCEWithLogitsLoss(pos_weight=x[2].detach(), reduction='sum')(x[0], x[1])",
            x => BCEWithLogitsLoss(reduction: Reduction.Sum, pos_weights: x[2].detach()).call(x[0], x[1]), s_logits, s_odds, s_weights),

        Of("F.softmax(x[0], 1, dtype=torch.float64).float()", x => F.softmax(x[0], 1, ScalarType.Float64).to(ScalarType.Float32), s_logits),
        Of("F.log_softmax(x[0], 0)", x => F.log_softmax(x[0], 0), s_logits),
        Of("F.one_hot(x[0], 9)", x => F.one_hot(x[0], 9), s_classes) with { Backward = false },
        Of("F.one_hot(x[0])", x => F.one_hot(x[0]), s_classes) with { Backward = false },
        Of("F.pad(x[0], (1, 2))", x => F.pad(x[0], (1, 2)), s_logits),
        Of("F.pad(x[0], (1, 2, 0, 3), value=0.5)", x => F.pad(x[0], (1, 2, 0, 3), value: 0.5), s_logits),
        Of("F.pad(x[0], (2, 2, 2, 2))", x => F.pad(x[0], 2L), s_logits),
        Of("F.pad(x[0], (2, 1), mode='reflect')", x => F.pad(x[0], [2, 1], PaddingModes.Reflect), s_logits),
        Of("F.pad(x[0], (2, 1), mode='replicate')", x => F.pad(x[0], [2, 1], PaddingModes.Replicate), s_logits),
        Of("F.pad(x[0][None], (2, 1), mode='circular')[0]", x => F.pad(x[0].unsqueeze(0), [2, 1], PaddingModes.Circular).squeeze(0), s_logits),
        Of("F.unfold(x[0], 2)", x => F.unfold(x[0], 2L), () => Values(2, 3, 4, 5)),
        Of("F.max_pool2d(x[0], 2, 1)", x => F.max_pool2d(x[0], 2L, 1), () => Values(2, 3, 4, 5)),
        Of("F.max_pool2d(x[0], 2, return_indices=True)[1]", x => F.max_pool2d_with_indices(x[0], [2, 2]).Item2, () => Values(2, 3, 4, 5)) with { Backward = false },
        Of("F.avg_pool2d(x[0], 2, 1, 1)", x => F.avg_pool2d(x[0], 2L, 1, 1), () => Values(2, 3, 4, 5)),
        Of("F.adaptive_avg_pool2d(x[0], 2)", x => F.adaptive_avg_pool2d(x[0], 2L), () => Values(2, 3, 4, 5)),
        Of("F.linear(x[0], x[1])", x => F.linear(x[0], x[1]), () => Values(3, 4), () => Values(2, 4)),
        Of("F.conv1d(x[0], x[1])", x => F.conv1d(x[0], x[1]), () => Values(2, 3, 6), () => Values(4, 3, 2)),
        Of("F.conv2d(x[0], x[1], x[2], padding=1)", x => F.conv2d(x[0], x[1], x[2], padding: [1, 1]), () => Values(2, 3, 6, 5), () => Values(4, 3, 2, 2), () => Values(4)),
        Of("F.conv2d(x[0], x[1], padding='same')", x => F.conv2d_padding(x[0], x[1], padding: Padding.Same), () => Values(2, 3, 6, 5), () => Values(4, 3, 3, 3)),
        Of("F.batch_norm(x[0], None, None, x[1], x[2], True)", x => F.batch_norm(x[0], null!, null!, x[1], x[2], true), s_logits, s_weights, () => Values(5)),
        Of("F.layer_norm(x[0], (5,), x[1])", x => F.layer_norm(x[0], [5], x[1]), s_logits, s_weights),
        Of("F.group_norm(x[0], 3)", x => F.group_norm(x[0], 3), () => Values(2, 6, 4)),
        Of("F.dropout(x[0], 0.3)", x => F.dropout(x[0], 0.3), s_logits),
        Of("F.alpha_dropout(x[0], 0.3, True)", x => F.alpha_dropout(x[0], 0.3, true), s_logits),
        Of("F.prelu(x[0], x[1])", x => F.prelu(x[0], x[1]), s_logits, s_weights),
    ]);

    public static TheoryData<string> Names => s_run.Names;

    [SkippableTheory]
    [MemberData(nameof(Names))]
    public void A_function_is_PyTorchs_bit_for_bit(string name) => s_run.Compare(name);
}
