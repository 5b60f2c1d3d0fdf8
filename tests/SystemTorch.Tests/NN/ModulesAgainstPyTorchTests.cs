using TorchSharp;
using static SystemTorch.Tests.NN.OracleCase;
using static TorchSharp.torch;

namespace SystemTorch.Tests.NN;

/// <summary>
/// Every module made, called and differentiated here and in PyTorch from the same seed: the values it starts from, its output,
/// the gradients of its input and parameters, and what it holds afterwards.
/// </summary>
public class ModulesAgainstPyTorchTests
{
    private static readonly OracleRun s_run = new(
    [
        Of("nn.Linear(5, 3)", () => nn.Linear(5, 3), 4, 5),
        Of("nn.Linear(5, 3, bias=False)", () => nn.Linear(5, 3, hasBias: false), 4, 5),
        Of("nn.Linear(7, 2, dtype=torch.float64)", () => nn.Linear(7, 2, dtype: ScalarType.Float64), 3, 7) with { Inputs = () => [Values(3, 7).to(ScalarType.Float64)] , Backward = false },
        Of("nn.Conv1d(4, 6, 3)", () => nn.Conv1d(4, 6, 3), 2, 4, 9),
        Of("nn.Conv1d(4, 6, 3, stride=2, padding=1, dilation=2, groups=2, bias=False)", () => nn.Conv1d(4, 6, 3, stride: 2, padding: 1, dilation: 2, groups: 2, bias: false), 2, 4, 9),
        Of("nn.Conv1d(4, 6, 4, padding='same')", () => nn.Conv1d(4, 6, 4, Padding.Same), 2, 4, 9),
        Of("nn.Conv1d(4, 6, 3, padding=2, padding_mode='circular')", () => nn.Conv1d(4, 6, 3, padding: 2, padding_mode: PaddingModes.Circular), 2, 4, 9),
        Of("nn.Conv2d(2, 4, 3)", () => nn.Conv2d(2, 4, 3), 2, 2, 6, 7),
        Of("nn.Conv2d(2, 4, 3, stride=2, padding=1, dilation=2, groups=2)", () => nn.Conv2d(2, 4, 3, stride: 2, padding: 1, dilation: 2, groups: 2), 2, 2, 8, 7),
        Of("nn.Conv2d(2, 4, (3, 2), (2, 1), (1, 0), (1, 2), bias=False)", () => nn.Conv2d(2, 4, (3, 2), (2, 1), (1, 0), (1, 2), bias: false), 2, 2, 6, 7),
        Of("nn.Conv2d(2, 4, 3, padding='same', dilation=2)", () => nn.Conv2d(2, 4, 3, Padding.Same, dilation: 2), 2, 2, 6, 7),
        Of("nn.Conv2d(2, 4, (3, 2), padding='valid')", () => nn.Conv2d(2, 4, (3, 2), Padding.Valid), 2, 2, 6, 7),
        Of("nn.Conv2d(2, 4, 3, padding=1, padding_mode='reflect')", () => nn.Conv2d(2, 4, 3, padding: 1, padding_mode: PaddingModes.Reflect), 2, 2, 6, 7),
        Of("nn.Conv2d(2, 4, 3, padding=(1, 2), padding_mode='replicate')", () => nn.Conv2d(2, 4, (3, 3), padding: (1, 2), padding_mode: PaddingModes.Replicate), 2, 2, 6, 7),
        Of("nn.Conv2d(2, 4, 3, padding=(1, 2))", () => nn.Conv2d(2, 4, (3, 3), padding: (1, 2)), 2, 6, 7),

        Of("nn.BatchNorm1d(3)", () => nn.BatchNorm1d(3), 5, 3) with { Calls = 3 },
        Of("nn.BatchNorm1d(3, eps=1e-3, momentum=0.3)", () => nn.BatchNorm1d(3, 1e-3, 0.3), 5, 3, 4),
        Of("nn.BatchNorm1d(3, affine=False)", () => nn.BatchNorm1d(3, affine: false), 5, 3),
        Of("nn.BatchNorm1d(3, track_running_stats=False)", () => nn.BatchNorm1d(3, track_running_stats: false), 5, 3),
        Of("nn.BatchNorm2d(3)", () => nn.BatchNorm2d(3), 4, 3, 2, 5) with { Calls = 2 },
        Of("nn.BatchNorm2d(3).eval()", () => nn.BatchNorm2d(3), 4, 3, 2, 5) with { Evaluate = true },
        Of("nn.LayerNorm(6)", () => nn.LayerNorm(6), 4, 6),
        Of("nn.LayerNorm([3, 2], eps=1e-2)", () => nn.LayerNorm([3, 2], 1e-2), 4, 3, 2),
        Of("nn.LayerNorm(6, elementwise_affine=False)", () => nn.LayerNorm(6, elementwise_affine: false), 4, 6),
        Of("nn.GroupNorm(2, 4)", OnesAndZeros, 3, 4, 5),
        Of("nn.GroupNorm(2, 4, affine=False)", () => nn.GroupNorm(2, 4, affine: false), 3, 4, 5),

        Of("nn.Dropout(0.3)", () => nn.Dropout(0.3), 6, 7),
        Of("nn.Dropout()", () => nn.Dropout(), 6, 7) with { Evaluate = true },
        Of("nn.Dropout2d(0.4)", () => nn.Dropout2d(0.4), 4, 5, 2, 3),
        // Without a batch, C++ (and so TorchSharp) takes the first dimension for the channels, where Python takes the second.
        Of("nn.Dropout2d(0.6)", () => nn.Dropout2d(0.6), 5, 2, 3) with { Call = "m(x[0][None])[0]" },
        Of("nn.AlphaDropout(0.3)", () => nn.AlphaDropout(0.3), 6, 7),

        Of("nn.MaxPool2d(2)", () => nn.MaxPool2d(2), 2, 3, 6, 7),
        Of("nn.MaxPool2d(3, stride=2, padding=1, dilation=2, ceil_mode=True)", () => nn.MaxPool2d(3, 2, 1, 2, true), 2, 3, 8, 9),
        Of("nn.MaxPool2d((2, 3), (1, 2), (1, 1))", () => nn.MaxPool2d((2, 3), (1, 2), (1, 1)), 2, 3, 6, 7),
        Of("nn.MaxPool2d([2, 3])", () => nn.MaxPool2d([2, 3]), 2, 3, 6, 7),
        Of("nn.AvgPool2d(2)", () => nn.AvgPool2d(2), 2, 3, 6, 7),
        Of("nn.AvgPool2d(3, 2, 1, True, False)", () => nn.AvgPool2d(3, 2, 1, true, false), 2, 3, 6, 7),
        Of("nn.AvgPool2d((2, 3), divisor_override=5)", () => nn.AvgPool2d((2, 3), divisor_override: 5), 2, 3, 6, 7),
        Of("nn.AdaptiveAvgPool2d(1)", () => nn.AdaptiveAvgPool2d(1), 2, 3, 6, 7),
        Of("nn.AdaptiveAvgPool2d((3, 2))", () => nn.AdaptiveAvgPool2d((3, 2)), 2, 3, 6, 7),

        Of("nn.Identity()", () => nn.Identity(), 3, 4),
        Of("nn.Flatten()", () => nn.Flatten(), 2, 3, 4),
        Of("nn.Flatten(0, 1)", () => nn.Flatten(0, 1), 2, 3, 4),
        Of("nn.Unfold(2, padding=1)", () => nn.Unfold(2, padding: 1), 2, 3, 4, 5),
        Of("nn.Unfold((2, 1), (1, 2), (1, 0), (2, 1))", () => nn.Unfold((2, 1), (1, 2), (1, 0), (2, 1)), 2, 3, 4, 5),

        Of("nn.ReLU()", () => nn.ReLU(), 3, 11),
        Of("nn.LeakyReLU()", () => nn.LeakyReLU(), 3, 11),
        Of("nn.LeakyReLU(0.2)", () => nn.LeakyReLU(0.2), 3, 11),
        Of("nn.PReLU()", () => nn.PReLU(1), 3, 11),
        Of("nn.PReLU(4, init=0.1)", () => nn.PReLU(4, 0.1), 3, 4, 2),
        Of("nn.ELU()", () => nn.ELU(), 3, 11),
        Of("nn.ELU(0.7)", () => nn.ELU(0.7), 3, 11),
        Of("nn.SELU()", () => nn.SELU(), 3, 11),
        Of("nn.GELU()", () => nn.GELU(), 3, 11),
        Of("nn.GELU('tanh')", () => nn.GELU(TorchSharp.Modules.GELU.Approximate.tanh), 3, 11),
        Of("nn.SiLU()", () => nn.SiLU(), 3, 11),
        Of("nn.Softplus()", () => nn.Softplus(), 3, 11),
        Of("nn.Softplus(2, 1)", () => nn.Softplus(2, 1), 3, 11),
        Of("nn.Sigmoid()", () => nn.Sigmoid(), 3, 11),
        Of("nn.Tanh()", () => nn.Tanh(), 3, 11),
        Of("nn.ReLU6()", () => nn.ReLU6(), 3, 11),
        Of("nn.CELU()", () => nn.CELU(), 3, 11),
        Of("nn.CELU(0.7)", () => nn.CELU(0.7), 3, 11),
        Of("nn.Softsign()", () => nn.Softsign(), 3, 11),
        // TorchSharp composes it; PyTorch's own operator differs in the last bits.
        Of("nn.Mish()", () => nn.Mish(), 3, 11) with { Call = "x[0].mul(nn.functional.softplus(x[0]).tanh())" },
        Of("nn.Hardsigmoid()", () => nn.Hardsigmoid(), 3, 11),
        Of("nn.Hardswish()", () => nn.Hardswish(), 3, 11),
        Of("nn.Hardtanh()", () => nn.Hardtanh(inplace: true), 3, 11) with { Backward = false },
        Of("nn.Hardtanh(-0.5, 1.5)", () => nn.Hardtanh(-0.5, 1.5, inplace: true), 3, 11) with { Backward = false },
        Of("nn.Softmax(1)", () => nn.Softmax(1), 3, 11),
        Of("nn.LogSoftmax(0)", () => nn.LogSoftmax(0), 3, 11),

        Of("nn.Sequential(nn.Linear(6, 5), nn.Tanh(), nn.Linear(5, 2))", () => nn.Sequential(nn.Linear(6, 5), nn.Tanh(), nn.Linear(5, 2)), 4, 6),
        Of("nn.Sequential(nn.Conv2d(1, 3, 3, padding=1), nn.BatchNorm2d(3), nn.ReLU(), nn.MaxPool2d(2), nn.Flatten(), nn.Dropout(0.2), nn.Linear(12, 2))",
            () => nn.Sequential(nn.Conv2d(1, 3, 3, padding: 1), nn.BatchNorm2d(3), nn.ReLU(), nn.MaxPool2d(2), nn.Flatten(), nn.Dropout(0.2), nn.Linear(12, 2)), 5, 1, 4, 4) with { Calls = 2 },
        Of("nn.Sequential(OrderedDict(features=nn.Sequential(nn.Conv2d(1, 2, 3), nn.BatchNorm2d(2), nn.PReLU()), flatten=nn.Flatten(), classifier=nn.Linear(8, 3)))",
            () => nn.Sequential(("features", nn.Sequential(nn.Conv2d(1, 2, 3), nn.BatchNorm2d(2), nn.PReLU(1))), ("flatten", nn.Flatten()), ("classifier", nn.Linear(8, 3))), 5, 1, 4, 4),
    ]);

    public static TheoryData<string> Names => s_run.Names;

    [SkippableTheory]
    [MemberData(nameof(Names))]
    public void A_module_is_PyTorchs_bit_for_bit(string name) => s_run.Compare(name);

    // TorchSharp 0.107 leaves both uninitialised; PyTorch sets them to these.
    private static TorchSharp.Modules.GroupNorm OnesAndZeros()
    {
        var norm = nn.GroupNorm(2, 4);
        nn.init.ones_(norm.weight);
        nn.init.zeros_(norm.bias);
        return norm;
    }
}
