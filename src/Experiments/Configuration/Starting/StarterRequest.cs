namespace Experiments.Configuration.Starting;

/// <summary>What somebody wants to start from.</summary>
public sealed record StarterRequest
{
    /// <summary>A row of the data registry.</summary>
    public string Data { get; init; } = "digits";

    /// <summary>A row of the model registry.</summary>
    public string Model { get; init; } = "mlp";

    /// <summary>The experiment's name; null for the data set's and the model's.</summary>
    public string? Name { get; init; }

    /// <summary>Arguments of <c>--set</c>: keys that the file should hold beside those of a plain starter.</summary>
    public IReadOnlyList<string> Sets { get; init; } = [];

    /// <summary>The language of the comments.</summary>
    public Language Language { get; init; }

    /// <summary>Where an editor finds the JSON Schema, from the file's folder; null where there is none.</summary>
    public string? Schema { get; init; }

    /// <summary>The name that the experiment gets.</summary>
    public string NameOrDefault => Name ?? $"{Data}-{Model}";
}
