namespace Experiments.Models;

/// <summary>The activation functions for configs.</summary>
public static class ActivationRegistry
{
    public static Registry<ActivationOptions> Instance { get; } = new Registry<ActivationOptions>("activation", "kind")
        .Add<IdentityActivation>("identity", "φ(z) = z: a deep linear network.")
        .Add<SigmoidActivation>("sigmoid", "1 / (1 + exp(−z)).")
        .Add<TanhActivation>("tanh", "Hyperbolic tangent.")
        .Add<ReluActivation>("relu", "max(0, z).")
        .Add<LeakyReluActivation>("leaky_relu", "z for z > 0, negative_slope · z otherwise.")
        .Add<PReluActivation>("prelu", "Leaky ReLU with one learned slope per layer (He et al. 2015).")
        .Add<EluActivation>("elu", "z for z > 0, alpha · (exp(z) − 1) otherwise (Clevert et al. 2016).")
        .Add<SeluActivation>("selu", "Scaled ELU whose constants make mean 0 and variance 1 a fixed point (Klambauer et al. 2017).")
        .Add<GeluActivation>("gelu", "z · Φ(z), Φ the normal distribution function (Hendrycks & Gimpel 2016).")
        .Add<SiluActivation>("silu", "z · sigmoid(z), also called swish.")
        .Add<SoftplusActivation>("softplus", "log(1 + exp(beta · z)) / beta: a smooth ReLU.")
        .Add<MishActivation>("mish", "z · tanh(softplus(z)) (Misra 2019).")
        .Add<CeluActivation>("celu",
            "z for z > 0, alpha · (exp(z / alpha) − 1) otherwise: smooth at zero for any alpha (Barron 2017).")
        .Add<Relu6Activation>("relu6", "min(max(z, 0), 6).")
        .Add<SoftsignActivation>("softsign", "z / (1 + |z|), which saturates more slowly than tanh (Glorot & Bengio 2010).")
        .Add<HardtanhActivation>("hardtanh", "z between min_val and max_val, constant outside.")
        .Add<HardsigmoidActivation>("hardsigmoid", "min(max(z + 3, 0), 6) / 6: a piecewise linear sigmoid.")
        .Add<HardswishActivation>("hardswish", "z · hardsigmoid(z): a piecewise polynomial swish (Howard et al. 2019).")
        .Add<ErfActivation>("erf", "erf z, the error function.")
        .Add<ScaledTanhActivation>("scaled_tanh", "amplitude · tanh(slope · z), 1.7159 · tanh(2z/3) by default (LeCun et al. 1998).");

    /// <summary>Returns the activation of a module with its settings; null if it is not a registered activation.</summary>
    public static ActivationOptions? Recognise(Module module) =>
        Instance.Rows
            .Select(row => ((ActivationOptions)Activator.CreateInstance(row.OptionsType)!).Recognise(module))
            .FirstOrDefault(activation => activation is not null);
}
