namespace Experiments.Models;

/// <summary>The activation functions that a config can name.</summary>
public static class ActivationRegistry
{
    public static Registry<ActivationOptions> Instance { get; } = new Registry<ActivationOptions>("activation", "kind")
        .Add<IdentityActivation>("identity", "φ(z) = z: a deep linear network.", "恒等函数 φ(z) = z，即深度线性网络。")
        .Add<SigmoidActivation>("sigmoid", "1 / (1 + exp(−z)).", "S 形函数 1 / (1 + exp(−z))。")
        .Add<TanhActivation>("tanh", "Hyperbolic tangent.", "双曲正切。")
        .Add<ReluActivation>("relu", "max(0, z).", "整流线性单元 max(0, z)。")
        .Add<LeakyReluActivation>("leaky_relu", "z to the right of zero, negative_slope · z to the left.",
            "零点右侧为 z，左侧为 negative_slope · z。")
        .Add<PReluActivation>("prelu", "Leaky ReLU whose slope is learned, one for the whole layer (He et al. 2015).",
            "斜率可学习的 Leaky ReLU，整层共用一个斜率（He et al. 2015）。")
        .Add<EluActivation>("elu", "z to the right of zero, alpha · (exp(z) − 1) to the left (Clevert et al. 2016).",
            "零点右侧为 z，左侧为 alpha · (exp(z) − 1)（Clevert et al. 2016）。")
        .Add<SeluActivation>("selu", "Scaled ELU whose constants make mean 0 and variance 1 a fixed point (Klambauer et al. 2017).",
            "带缩放的 ELU，其常数使均值 0、方差 1 成为不动点（Klambauer et al. 2017）。")
        .Add<GeluActivation>("gelu", "z · Φ(z), Φ the normal distribution function (Hendrycks & Gimpel 2016).",
            "z · Φ(z)，Φ 为标准正态分布函数（Hendrycks & Gimpel 2016）。")
        .Add<SiluActivation>("silu", "z · sigmoid(z), also called swish.", "z · sigmoid(z)，又称 swish。")
        .Add<SoftplusActivation>("softplus", "log(1 + exp(beta · z)) / beta: a smooth ReLU.",
            "log(1 + exp(beta · z)) / beta：平滑的 ReLU。")
        .Add<MishActivation>("mish", "z · tanh(softplus(z)) (Misra 2019).", "平滑且非单调的 z · tanh(softplus(z))（Misra 2019）。")
        .Add<CeluActivation>("celu", "z to the right of zero, alpha · (exp(z / alpha) − 1) to the left: smooth at zero for any alpha (Barron 2017).",
            "零点右侧为 z，左侧为 alpha · (exp(z / alpha) − 1)：对任何 alpha 在零点处都可导（Barron 2017）。")
        .Add<Relu6Activation>("relu6", "min(max(z, 0), 6).", "截断到 6 的 ReLU：min(max(z, 0), 6)。")
        .Add<SoftsignActivation>("softsign", "z / (1 + |z|), which saturates more slowly than tanh (Glorot & Bengio 2010).",
            "z / (1 + |z|)，比 tanh 饱和得更慢（Glorot & Bengio 2010）。")
        .Add<HardtanhActivation>("hardtanh", "z between min_val and max_val, constant outside.", "在 min_val 与 max_val 之间为 z，其外为常数。")
        .Add<HardsigmoidActivation>("hardsigmoid", "min(max(z + 3, 0), 6) / 6: a sigmoid of three straight pieces.",
            "min(max(z + 3, 0), 6) / 6：由三段直线组成的 S 形函数。")
        .Add<HardswishActivation>("hardswish", "z · hardsigmoid(z): a swish of polynomial pieces (Howard et al. 2019).", "分段多项式形式的 swish：z · hardsigmoid(z)（Howard et al. 2019）。")
        .Add<ErfActivation>("erf", "erf z, the error function.", "误差函数 erf z。")
        .Add<ScaledTanhActivation>("scaled_tanh", "amplitude · tanh(slope · z), 1.7159 · tanh(2z/3) by default (LeCun et al. 1998).",
            "amplitude · tanh(slope · z)，默认为 1.7159 · tanh(2z/3)（LeCun et al. 1998）。");

    /// <summary>The activation that a module computes, with its settings; null if it computes no registered one.</summary>
    public static ActivationOptions? Recognise(Module module) =>
        Instance.Rows
            .Select(row => ((ActivationOptions)Activator.CreateInstance(row.OptionsType)!).Recognise(module))
            .FirstOrDefault(activation => activation is not null);
}
