using Experiments.Experiment;
using Experiments.Runs;

namespace Experiments.Sweeps;

/// <summary>
/// A sweep's folder, <c>ROOT/NAME</c>. The folder contains the whole state of the sweep, so any process that can read the folder can
/// continue the sweep. The folder contains <c>cells.jsonl</c> (the cells), <c>plans/</c> (a config per identity), <c>runs/</c> (the run
/// folders), <c>claims/</c> (the locks of cells), <c>failures/</c> (why processes died), <c>stacks/</c> (the cells that trained together)
/// and <c>jobs/</c> (jobs submitted to a batch system).
/// </summary>
public sealed class SweepFolder
{
    private const string Cells = "cells.jsonl";

    private SweepFolder(string path) => Path = path;

    public string Path { get; }

    public string Runs => System.IO.Path.Combine(Path, "runs");

    /// <summary>Returns the folder of a sweep. The folder need not exist.</summary>
    /// <param name="root">Folder that contains the sweep folders.</param>
    public static SweepFolder Of(string root, string name) => new(System.IO.Path.GetFullPath(System.IO.Path.Combine(root, name)));

    /// <summary>Opens an existing sweep folder.</summary>
    /// <exception cref="InputException">The folder has no <c>cells.jsonl</c>.</exception>
    public static SweepFolder Open(string path) => IsOne(path)
        ? new SweepFolder(System.IO.Path.GetFullPath(path))
        : throw new InputException($"'{path}' is not a sweep folder: it has no {Cells}.");

    public static bool IsOne(string path) => File.Exists(System.IO.Path.Combine(path, Cells));

    public static CellRecord RecordOf(Cell cell) => SweepRecord.Of(cell);

    /// <summary>
    /// Writes the plan to the folder. Runs of an earlier sweep of the same name are kept, and a run that is also a cell of the new plan is
    /// used again.
    /// </summary>
    /// <exception cref="MissingException">The file system has no file locks.</exception>
    public void Write(SweepPlan plan)
    {
        foreach (var folder in new[] { "plans", "runs", "claims", "failures" })
            Directory.CreateDirectory(System.IO.Path.Combine(Path, folder));
        // Takes a lock once, so that a file system without locks causes an error here and not in each worker.
        ClaimSubmission()?.Dispose();
        var (file, compare) = (System.IO.Path.Combine(Path, "sweep.json"), System.IO.Path.Combine(Path, "compare.json"));
        var anew = plan.Plans.Where(cell => !File.Exists(PlanFile(cell.Identity))).ToList();
        foreach (var cell in anew)
            AtomicFile.Write(PlanFile(cell.Identity), CanonicalJson.Serialize(Pinned(cell)) + "\n", isForced: false);
        AtomicFile.Write(file, stream => stream.Write(File.ReadAllBytes(plan.File.Path)), isForced: false);
        AtomicFile.Write(compare, JsonText.Document(SweepRecord.Compare(plan)), isForced: false);
        // A folder with cells.jsonl counts as a sweep folder, so all other files are written before this file.
        AtomicFile.Force([.. anew.Select(cell => PlanFile(cell.Identity)), file, compare]);
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
                $"'{System.IO.Path.Combine(Path, Cells)}' is damaged; start the sweep again to rewrite it. ({exception.Message})");
        }
    }

    /// <summary>Reads <c>compare.json</c>, the options for comparing the sweep; empty if the file does not exist.</summary>
    public JsonObject ReadCompare()
    {
        var path = System.IO.Path.Combine(Path, "compare.json");
        return File.Exists(path) ? JsonNode.Parse(File.ReadAllText(path))!.AsObject() : [];
    }

    /// <summary>Returns the config of a cell, including its seed.</summary>
    public ResolvedConfig ConfigOf(CellRecord cell) =>
        ConfigReader.Read(PlanFile(cell.Identity), [string.Create(System.Globalization.CultureInfo.InvariantCulture, $"seed={cell.Seed}")]);

    /// <summary>Returns the run folder of a cell. The folder need not exist.</summary>
    public RunFolder RunOf(CellRecord cell) => RunFolder.Of(Runs, cell.Name, cell.Identity, cell.Seed);

    /// <summary>Returns the status of a cell. A summary takes precedence over a recorded failure, because the summary is written
    /// last.</summary>
    public CellStatus StatusOf(CellRecord cell)
    {
        var run = RunOf(cell);
        if (run.IsOver)
            return CellStatuses.Of(RunSummary.Read(run.Summary).Status);
        if (File.Exists(FailureFile(cell)))
            return CellStatus.Failed;
        return Directory.Exists(run.Path) ? CellStatus.Interrupted : CellStatus.Pending;
    }

    /// <summary>
    /// Locks a cell for this process; returns null if another process has locked it. The system releases the lock when the process ends,
    /// even after a crash.
    /// </summary>
    public CellClaim? Claim(CellRecord cell) => CellClaim.TryTake(System.IO.Path.Combine(Path, "claims", cell.Id));

    /// <summary>Locks the submission of cells to a batch system; returns null if another process has the lock.</summary>
    public CellClaim? ClaimSubmission() => CellClaim.TryTake(System.IO.Path.Combine(Path, "claims", "submission"));

    /// <summary>Describes the process that has locked a cell: <c>process 123 on gpu7</c>; null if the cell is not locked.</summary>
    public string? HolderOf(CellRecord cell) => CellClaim.Holder(System.IO.Path.Combine(Path, "claims", cell.Id));

    /// <summary>Returns the number of updates at a cell's latest evaluation; 0 before the first evaluation.</summary>
    public long StepOf(CellRecord cell) => RunOf(cell).ReadMetrics() is [.., var last] ? last["step"]!.GetValue<long>() : 0;

    /// <summary>Returns the progress of a cell at its latest evaluation, with the first metric that the sweep compares.</summary>
    public CellReport ReportOf(CellRecord cell) =>
        CellReport.Read(RunOf(cell), ReadCompare()["metrics"] is JsonArray { Count: > 0 } metrics
            ? metrics[0]!.GetValue<string>().Split('.')[^1]
            : "loss");

    /// <summary>Returns in one sentence why a cell failed; null if the cell did not fail.</summary>
    public string? ReasonOf(CellRecord cell)
    {
        if (StatusOf(cell) != CellStatus.Failed)
            return null;
        var run = RunOf(cell);
        return run.IsOver ? RunSummary.Read(run.Summary).Error : FailureOf(cell)?.Reason;
    }

    public void RecordFailure(CellRecord cell, CellFailure failure) =>
        AtomicFile.Write(FailureFile(cell), JsonText.Document(failure.ToJson()));

    /// <summary>Returns the reason why a process died while it trained a cell; null if no process died.</summary>
    public CellFailure? FailureOf(CellRecord cell) =>
        File.Exists(FailureFile(cell)) ? CellFailure.Parse(JsonNode.Parse(File.ReadAllText(FailureFile(cell)))!.AsObject()) : null;

    /// <summary>Deletes a recorded failure before the cell is retried.</summary>
    public void ForgetFailure(CellRecord cell) => File.Delete(FailureFile(cell));

    /// <summary>
    /// Records the cells that train together in <c>stacks/ID.json</c>, where ID is the id of the first cell. Only the process that has
    /// locked the cells may call this method.
    /// </summary>
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

    // Writes the resolved device into the config, so that a worker on a machine with other devices still runs the planned cell.
    private static JsonObject Pinned(CellPlan plan)
    {
        var document = (JsonObject)plan.Config.Document.DeepClone();
        document["device"] = plan.Device;
        return document;
    }

    private string PlanFile(string identity) => System.IO.Path.Combine(Path, "plans", identity[..RunFolder.IdentityDigits] + ".json");

    private string FailureFile(CellRecord cell) => System.IO.Path.Combine(Path, "failures", cell.Id + ".json");
}
