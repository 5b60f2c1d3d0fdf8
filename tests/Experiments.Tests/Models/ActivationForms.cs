namespace Experiments.Tests.Models;

/// <summary>
/// Forms of the activations for tests: every row of the registry with its defaults, and additional forms that change each key.
/// <c>Reference/activation_reference.py</c> has the PyTorch module with the same name.
/// </summary>
internal static class ActivationForms
{
    // Settings that are exact in float32, because PyTorch rounds some of them to float32 in its gradients. Kinks are at multiples of a
    // half, because the reference's quadrature is split at these points.
    private static readonly (string Name, ActivationOptions Options)[] Further =
    [
        ("leaky_relu 0.3", new LeakyReluActivation { Slope = 0.3 }),
        ("leaky_relu -0.25", new LeakyReluActivation { Slope = -0.25 }),
        ("prelu 0.125", new PReluActivation { Init = 0.125 }),
        ("prelu -0.5", new PReluActivation { Init = -0.5 }),
        ("elu 0.7", new EluActivation { Alpha = 0.7 }),
        ("elu 1.75", new EluActivation { Alpha = 1.75 }),
        ("gelu tanh", new GeluActivation { Approximate = "tanh" }),
        ("celu 0.75", new CeluActivation { Alpha = 0.75 }),
        ("celu 2.5", new CeluActivation { Alpha = 2.5 }),
        ("hardtanh -2 0.5", new HardtanhActivation { Least = -2, Most = 0.5 }),
        ("hardtanh 0.5 3", new HardtanhActivation { Least = 0.5, Most = 3 }),
        ("softplus 2 5", new SoftplusActivation { Beta = 2, Threshold = 5 }),
        ("softplus 0.5 3", new SoftplusActivation { Beta = 0.5, Threshold = 3 }),
        ("scaled_tanh 0.5 2", new ScaledTanhActivation { Amplitude = 0.5, Slope = 2 }),
    ];

    public static IEnumerable<string> Names =>
        [.. ActivationRegistry.Instance.Rows.Select(row => row.Name), .. Further.Select(form => form.Name)];

    public static ActivationOptions Make(string name) =>
        ActivationRegistry.Instance.Rows.SingleOrDefault(row => row.Name == name) is { } row
            ? (ActivationOptions)Activator.CreateInstance(row.OptionsType)!
            : Further.Single(form => form.Name == name).Options;
}
