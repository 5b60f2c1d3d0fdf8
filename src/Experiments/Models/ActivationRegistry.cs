using Experiments.Configuration;
using static TorchSharp.torch.nn;

namespace Experiments.Models;

/// <summary>The activation functions that a config can name.</summary>
public static class ActivationRegistry
{
    /// <summary>The one list.</summary>
    public static Registry<ActivationOptions> Instance { get; } = new Registry<ActivationOptions>("activation", "kind")
        .Add<IdentityActivation>("identity", "φ(z) = z: a deep linear network.")
        .Add<SigmoidActivation>("sigmoid", "1 / (1 + exp(−z)).")
        .Add<TanhActivation>("tanh", "Hyperbolic tangent.")
        .Add<ReluActivation>("relu", "max(0, z).")
        .Add<LeakyReluActivation>("leaky_relu", "z to the right of zero, negative_slope · z to the left.")
        .Add<PReluActivation>("prelu", "Leaky ReLU whose slope is learned, one for the whole layer (He et al. 2015).")
        .Add<EluActivation>("elu", "z to the right of zero, alpha · (exp(z) − 1) to the left (Clevert et al. 2016).")
        .Add<SeluActivation>("selu", "Scaled ELU whose constants make mean 0 and variance 1 a fixed point (Klambauer et al. 2017).")
        .Add<GeluActivation>("gelu", "z · Φ(z), Φ the normal distribution function (Hendrycks & Gimpel 2016).")
        .Add<SiluActivation>("silu", "z · sigmoid(z), also called swish.")
        .Add<SoftplusActivation>("softplus", "log(1 + exp(beta · z)) / beta: a smooth ReLU.");

    /// <summary>The activation that a module computes, with its settings, or null for a module that is none that is registered.</summary>
    public static ActivationOptions? Recognise(Module module) =>
        Instance.Rows
            .Select(row => ((ActivationOptions)Activator.CreateInstance(row.OptionsType)!).Recognise(module))
            .FirstOrDefault(activation => activation is not null);
}
