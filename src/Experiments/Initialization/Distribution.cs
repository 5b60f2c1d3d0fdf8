namespace Experiments.Initialization;

/// <summary>Shape of the distribution that weights are drawn from.</summary>
public enum Distribution
{
    /// <summary>Uniform on ±√3 std.</summary>
    Uniform,

    Normal,

    /// <summary>Normal, cut at two of its standard deviations and widened so that std is that of the result.</summary>
    TruncatedNormal,
}
