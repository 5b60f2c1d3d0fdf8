namespace Experiments.Initialization;

/// <summary>The shape of the distribution that weights are drawn from.</summary>
public enum Distribution
{
    /// <summary>Uniform on ±√3 std.</summary>
    Uniform,

    /// <summary>Normal.</summary>
    Normal,

    /// <summary>Normal cut at two of its standard deviations, widened so that std is that of the result.</summary>
    TruncatedNormal,
}
