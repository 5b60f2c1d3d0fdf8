using Experiments.Options.Describing;

namespace Experiments.Experiment.Starting;

public sealed record StarterRequest
{
    /// <summary>Name of a row of the data registry.</summary>
    public string Data { get; init; } = "digits";

    /// <summary>Name of a row of the model registry.</summary>
    public string Model { get; init; } = "mlp";

    /// <summary>Name of the experiment; null for <c>DATA-MODEL</c>.</summary>
    public string? Name { get; init; }

    /// <summary>Arguments of <c>--set</c>: additional keys for the file.</summary>
    public IReadOnlyList<string> Sets { get; init; } = [];

    /// <summary>Whether the table's target is a number (regression). This property is used if no key states the task.</summary>
    public bool IsRegression { get; init; }

    /// <summary>Language of the comments.</summary>
    public Language Language { get; init; }

    /// <summary>Address of the JSON Schema, relative to the file's folder; null for no schema.</summary>
    public string? Schema { get; init; }

    public string NameOrDefault => Name ?? $"{Data}-{Model}";
}
