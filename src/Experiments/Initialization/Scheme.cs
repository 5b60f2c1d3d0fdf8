using Experiments.Configuration;

namespace Experiments.Initialization;

/// <summary>A way to fill one parameter: the base of every row of <see cref="SchemeRegistry"/>.</summary>
public abstract record Scheme;

/// <summary>The layer type's own default in PyTorch (<c>reset_parameters</c>).</summary>
public sealed record TorchDefaultScheme : Scheme;

/// <summary>The schemes that a policy can name.</summary>
public static class SchemeRegistry
{
    /// <summary>The one list.</summary>
    public static Registry<Scheme> Instance { get; } = new Registry<Scheme>("scheme", "scheme")
        .Add<TorchDefaultScheme>("torch_default", "What PyTorch's layer constructor draws.");
}
