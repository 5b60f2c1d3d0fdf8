using Experiments.Experiment;
using Experiments.Runs;

namespace Experiments.Sweeps;

/// <summary>
/// A sweep's folder, <c>ROOT/NAME</c>: the only state, so that any process that sees it can continue the sweep.
/// <c>cells.jsonl</c> lists the cells, <c>plans/</c> holds a config per identity, <c>runs/</c>
/// the run folders, <c>claims/</c> who runs a cell,
/// <c>failures/</c> why a process died on one, <c>stacks/</c> which cells were trained together, <c>jobs/</c> what was submitted to a batch
/// system.
/// </summary>
public sealed class SweepFolder
{
    private const string Cells = "cells.jsonl";

    private SweepFolder(string path) => Path = path;

    public string Path { get; }

    public string Runs => System.IO.Path.Combine(Path, "runs");

    /// <summary>Returns the folder of a sweep, which need not exist.</summary>
    /// <param name="root">Folder of the sweep folders.</param>
    public static SweepFolder Of(string root, string name) => new(System.IO.Path.GetFullPath(System.IO.Path.Combine(root, name)));

    /// <summary>Opens an existing sweep folder.</summary>
    /// <exception cref="InputException">The folder has no <c>cells.jsonl</c>.</exception>
    public static SweepFolder Open(string path) => IsOne(path)
        ? new SweepFolder(System.IO.Path.GetFullPath(path))
        : throw new InputException($"'{path}' is no sweep folder: it has no {Cells}.");

    public static bool IsOne(string path) => File.Exists(System.IO.Path.Combine(path, Cells));

    public static CellRecord RecordOf(Cell cell) => SweepRecord.Of(cell);

    /// <summary>Writes the plan to the folder. Runs of an earlier sweep of the same name stay, and count where they still belong.</summary>
    /// <exception cref="MissingException">The file system has no locks.</exception>
    public void Write(SweepPlan plan)
    {
        foreach (var folder in new[] { "plans", "runs", "claims", "failures" })
            Directory.CreateDirectory(System.IO.Path.Combine(Path, folder));
        // Fails now, not in each worker, if the file system has no locks.
        ClaimSubmission()?.Dispose();
        foreach (var cell in plan.Plans.Where(cell => !File.Exists(PlanFile(cell.Identity))))
            AtomicFile.Write(PlanFile(cell.Identity), CanonicalJson.Serialize(Pinned(cell)) + "\n");
        AtomicFile.Write(System.IO.Path.Combine(Path, "sweep.json"), stream => stream.Write(File.ReadAllBytes(plan.File.Path)));
        AtomicFile.Write(System.IO.Path.Combine(Path, "compare.json"), JsonText.Document(SweepRecord.Compare(plan)));
        AtomicFile.Write(System.IO.Path.Combine(Path, Cells), stream =>
        {
            using var writer = new StreamWriter(stream, new System.Text.UTF8Encoding(false), leaveOpen: true) { NewLine = "\n" };
            foreach (var cell in plan.Cells)
                writer.WriteLine(JsonText.Line(SweepRecord.Of(cell).ToJson()));
        });
    }

    /// <exception cref="InputException">The file is damaged.</exception>
    public IReadOnlyList<CellRecord> ReadCells()
    {
        try
        {
            return [.. JsonLines.Read(System.IO.Path.Combine(Path, Cells)).Select(CellRecord.Parse)];
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or NullReferenceException
            or FormatException)
        {
            throw new InputException(
                $"'{System.IO.Path.Combine(Path, Cells)}' is damaged; starting the sweep again writes it anew. ({exception.Message})");
        }
    }

    /// <summary>Reads <c>compare.json</c>, which says how to compare the sweep; empty if there is none.</summary>
    public JsonObject ReadCompare()
    {
        var path = System.IO.Path.Combine(Path, "compare.json");
        return File.Exists(path) ? JsonNode.Parse(File.ReadAllText(path))!.AsObject() : [];
    }

    /// <summary>Returns the config of a cell, its seed included.</summary>
    public ResolvedConfig ConfigOf(CellRecord cell) =>
        ConfigReader.Read(PlanFile(cell.Identity), [string.Create(System.Globalization.CultureInfo.InvariantCulture, $"seed={cell.Seed}")]);

    /// <summary>Returns the run folder of a cell, which need not exist.</summary>
    public RunFolder RunOf(CellRecord cell) => RunFolder.Of(Runs, cell.Name, cell.Identity, cell.Seed);

    /// <summary>Returns the status of a cell. A summary outranks a recorded failure, because it is written last.</summary>
    public CellStatus StatusOf(CellRecord cell)
    {
        var run = RunOf(cell);
        if (run.IsOver)
            return CellStatuses.Of(RunSummary.Read(run.Summary).Status);
        if (File.Exists(FailureFile(cell)))
            return CellStatus.Failed;
        return Directory.Exists(run.Path) ? CellStatus.Interrupted : CellStatus.Pending;
    }

    /// <summary>Takes a cell for this process; null if another has it. The system releases it
    /// when the process ends, even by a crash.</summary>
    public CellClaim? Claim(CellRecord cell) => CellClaim.TryTake(System.IO.Path.Combine(Path, "claims", cell.Id));

    /// <summary>Takes the right to submit cells to a batch system; null if another process has it.</summary>
    public CellClaim? ClaimSubmission() => CellClaim.TryTake(System.IO.Path.Combine(Path, "claims", "submission"));

    /// <summary>Describes who holds a cell at this instant: <c>process 123 on gpu7</c>; null if nobody does.</summary>
    public string? HolderOf(CellRecord cell) => CellClaim.Holder(System.IO.Path.Combine(Path, "claims", cell.Id));

    /// <summary>Updates at a cell's latest evaluation; 0 if there is none.</summary>
    public long StepOf(CellRecord cell) => RunOf(cell).ReadMetrics() is [.., var last] ? last["step"]!.GetValue<long>() : 0;

    /// <summary>Progress of a cell at its latest evaluation, with the first metric that the sweep compares.</summary>
    public CellReport ReportOf(CellRecord cell) =>
        CellReport.Read(RunOf(cell), ReadCompare()["metrics"] is JsonArray { Count: > 0 } metrics
            ? metrics[0]!.GetValue<string>().Split('.')[^1]
            : "loss");

    /// <summary>Why a cell failed, in one sentence; null if it did not.</summary>
    public string? ReasonOf(CellRecord cell)
    {
        if (StatusOf(cell) != CellStatus.Failed)
            return null;
        var run = RunOf(cell);
        return run.IsOver ? RunSummary.Read(run.Summary).Error : FailureOf(cell)?.Reason;
    }

    public void RecordFailure(CellRecord cell, CellFailure failure) =>
        AtomicFile.Write(FailureFile(cell), JsonText.Document(failure.ToJson()));

    /// <summary>Returns why a process died on a cell; null if none did.</summary>
    public CellFailure? FailureOf(CellRecord cell) =>
        File.Exists(FailureFile(cell)) ? CellFailure.Parse(JsonNode.Parse(File.ReadAllText(FailureFile(cell)))!.AsObject()) : null;

    /// <summary>Deletes a recorded failure, before the cell is tried again.</summary>
    public void ForgetFailure(CellRecord cell) => File.Delete(FailureFile(cell));

    /// <summary>Records that cells train together, in <c>stacks/ID.json</c> with the id of the first; only for the process that has claimed
    /// them.</summary>
    public void RecordStack(IReadOnlyList<CellRecord> cells)
    {
        Directory.CreateDirectory(System.IO.Path.Combine(Path, "stacks"));
        AtomicFile.Write(System.IO.Path.Combine(Path, "stacks", cells[0].Id + ".json"), JsonText.Document(new JsonObject
        {
            ["size"] = cells.Count,
            ["cells"] = new JsonArray([.. cells.Select(cell => JsonValue.Create(cell.Id))]),
            ["host"] = Environment.MachineName,
            ["since"] = DateTimeOffset.UtcNow.ToString("O", System.Globalization.CultureInfo.InvariantCulture),
        }), isForced: false);
    }

    // Writes the resolved device, so that a worker that sees other devices does not run another cell than was planned.
    private static JsonObject Pinned(CellPlan plan)
    {
        var document = (JsonObject)plan.Config.Document.DeepClone();
        document["device"] = plan.Device;
        return document;
    }

    private string PlanFile(string identity) => System.IO.Path.Combine(Path, "plans", identity[..RunFolder.IdentityDigits] + ".json");

    private string FailureFile(CellRecord cell) => System.IO.Path.Combine(Path, "failures", cell.Id + ".json");
}
