namespace GpuCheck.Checks;

/// <summary>Result of a trial.</summary>
/// <param name="Status">Outcome of the trial.</param>
/// <param name="Note">A sentence for the user; null if the figures are enough.</param>
internal sealed record CheckResult(Status Status, string? Note = null)
{
    /// <summary>The measured figure, in the unit of the tolerance; null if the trial measures no figure.</summary>
    public double? Figure { get; init; }

    /// <summary>The largest figure that passes; null without a figure.</summary>
    public double? Tolerance { get; init; }

    /// <summary>Returns a result that passes.</summary>
    public static CheckResult Pass(string? note = null) => new(Status.Pass, note);

    /// <summary>Returns a result that fails.</summary>
    public static CheckResult Fail(string note) => new(Status.Fail, note);

    /// <summary>Returns a skipped result.</summary>
    public static CheckResult Skip(string reason) => new(Status.Skip, reason);

    /// <summary>Returns a result that passes if the figure is within its tolerance. NaN fails.</summary>
    public static CheckResult Within(double figure, double tolerance, string? note = null) =>
        new(figure <= tolerance ? Status.Pass : Status.Fail, note) { Figure = figure, Tolerance = tolerance };
}
