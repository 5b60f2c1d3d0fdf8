namespace Experiments.Initialization;

/// <summary>Shape of the distribution of weights.</summary>
public enum Distribution
{
    /// <summary>Uniform on ±√3 std.</summary>
    Uniform,

    Normal,

    /// <summary>Normal, truncated at two standard deviations, and then widened so that the values have the standard deviation
    /// std.</summary>
    TruncatedNormal,
}
