namespace GpuCheck.Checks;

/// <summary>What a trial found.</summary>
/// <param name="Status">How it ended.</param>
/// <param name="Note">A sentence for a person; null if the figures say all.</param>
internal sealed record CheckResult(Status Status, string? Note = null)
{
    /// <summary>What was measured, in the unit of the tolerance; null if nothing is.</summary>
    public double? Figure { get; init; }

    /// <summary>The largest figure that passes; null if there is none.</summary>
    public double? Tolerance { get; init; }

    /// <summary>Passes.</summary>
    public static CheckResult Pass(string? note = null) => new(Status.Pass, note);

    /// <summary>Fails.</summary>
    public static CheckResult Fail(string note) => new(Status.Fail, note);

    /// <summary>Leaves the trial out.</summary>
    public static CheckResult Skip(string reason) => new(Status.Skip, reason);

    /// <summary>Passes where a figure is within its tolerance; NaN is not.</summary>
    public static CheckResult Within(double figure, double tolerance, string? note = null) =>
        new(figure <= tolerance ? Status.Pass : Status.Fail, note) { Figure = figure, Tolerance = tolerance };
}
