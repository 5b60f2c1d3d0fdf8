using Experiments.Configuration;

namespace Experiments.Data;

/// <summary>The data sets that a config can name.</summary>
public static class DataRegistry
{
    /// <summary>The one list.</summary>
    public static Registry<DataOptions> Instance { get; } = new("data", "kind");
}
