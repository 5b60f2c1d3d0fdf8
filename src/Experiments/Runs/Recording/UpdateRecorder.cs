using Experiments.Training;

namespace Experiments.Runs;

/// <summary>
/// Records single updates in <c>updates.jsonl</c>: the first updates, and then updates at an equal distance. The record is therefore small
/// for a run of any length. The lines wait in memory until <see cref="Flush"/>, because a write for each update would cost time.
/// </summary>
/// <param name="totalSteps">Number of updates of the whole plan.</param>
internal sealed class UpdateRecorder(JsonLines file, long totalSteps)
{
    /// <summary>Number of updates at the start that are all recorded, because an initialisation shows its effect there.</summary>
    public const long First = 100;

    /// <summary>Largest number of recorded updates after the first updates.</summary>
    public const long Most = 400;

    private readonly List<string> _waiting = [];

    /// <summary>Returns the distance between two recorded updates after the first updates.</summary>
    public static long Distance(long totalSteps) => Math.Max(1, (totalSteps + Most - 1) / Most);

    /// <summary>Records an update if it is due.</summary>
    public void StepDone(StepReport report)
    {
        if (report.Step > First && report.Step % Distance(totalSteps) != 0)
            return;
        _waiting.Add(JsonText.Line(new JsonObject
        {
            ["step"] = report.Step,
            ["loss"] = JsonText.Number(report.Loss),
            ["gradient_norm"] = JsonText.Number(report.GradientNorm),
            ["lr"] = JsonText.Number(report.LearningRate),
        }));
    }

    /// <summary>Appends the waiting lines to the file.</summary>
    /// <exception cref="IOException">The file can't be written.</exception>
    public void Flush()
    {
        if (_waiting.Count == 0)
            return;
        file.Append(string.Join('\n', _waiting));
        _waiting.Clear();
    }
}
