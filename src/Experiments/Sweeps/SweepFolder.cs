using System.Text.Json;
using System.Text.Json.Nodes;
using Experiments.Configuration;
using Experiments.Runs;
using Experiments.Serialization;

namespace Experiments.Sweeps;

/// <summary>
/// A sweep's folder, <c>ROOT/NAME</c>: the only state that there is, so that any process that sees it can go on with it.
/// <c>cells.jsonl</c> lists the cells, <c>plans/</c> holds a config for each identity, <c>runs/</c> the run folders, <c>claims/</c> who is at a cell,
/// <c>failures/</c> what became of a process that died over one, <c>jobs/</c> what was submitted to a batch system.
/// </summary>
public sealed class SweepFolder
{
    private const string Cells = "cells.jsonl";

    private SweepFolder(string path) => Path = path;

    /// <summary>The folder.</summary>
    public string Path { get; }

    /// <summary>The folder of the run folders.</summary>
    public string Runs => System.IO.Path.Combine(Path, "runs");

    /// <summary>A sweep's folder, which may or may not be there.</summary>
    /// <param name="root">Folder of the sweep folders.</param>
    /// <param name="name">Name of the sweep.</param>
    public static SweepFolder Of(string root, string name) => new(System.IO.Path.GetFullPath(System.IO.Path.Combine(root, name)));

    /// <summary>A sweep's folder to go on with or to read.</summary>
    /// <exception cref="InputException">It isn't one.</exception>
    public static SweepFolder Open(string path) => IsOne(path)
        ? new SweepFolder(System.IO.Path.GetFullPath(path))
        : throw new InputException($"'{path}' is no sweep folder: it has no {Cells}.");

    /// <summary>Whether a folder is that of a sweep.</summary>
    public static bool IsOne(string path) => File.Exists(System.IO.Path.Combine(path, Cells));

    /// <summary>A planned cell as it is written down.</summary>
    public static CellRecord RecordOf(Cell cell) => SweepRecord.Of(cell);

    /// <summary>Writes down what the sweep consists of. What an earlier sweep of the name had run stays, and counts where it still belongs.</summary>
    /// <exception cref="MissingException">The file system has no locks.</exception>
    public void Write(SweepPlan plan)
    {
        foreach (var folder in new[] { "plans", "runs", "claims", "failures" })
            Directory.CreateDirectory(System.IO.Path.Combine(Path, folder));
        // Now, and not in each worker.
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

    /// <summary>The cells, as <see cref="Write"/> wrote them down.</summary>
    /// <exception cref="InputException">The file is damaged.</exception>
    public IReadOnlyList<CellRecord> ReadCells()
    {
        try
        {
            return [.. JsonLines.Read(System.IO.Path.Combine(Path, Cells)).Select(CellRecord.Parse)];
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or NullReferenceException or FormatException)
        {
            throw new InputException($"'{System.IO.Path.Combine(Path, Cells)}' is damaged; starting the sweep again writes it anew. ({exception.Message})");
        }
    }

    /// <summary>How the sweep is to be compared: the object in <c>compare.json</c>; empty where there is none.</summary>
    public JsonObject ReadCompare()
    {
        var path = System.IO.Path.Combine(Path, "compare.json");
        return File.Exists(path) ? JsonNode.Parse(File.ReadAllText(path))!.AsObject() : [];
    }

    /// <summary>The config of a cell, its seed included.</summary>
    public ResolvedConfig ConfigOf(CellRecord cell) =>
        ConfigReader.Read(PlanFile(cell.Identity), [string.Create(System.Globalization.CultureInfo.InvariantCulture, $"seed={cell.Seed}")]);

    /// <summary>The run folder of a cell, which may or may not be there.</summary>
    public RunFolder RunOf(CellRecord cell) => RunFolder.Of(Runs, cell.Name, cell.Identity, cell.Seed);

    /// <summary>What is known of a cell. A summary stands above a failure: it is written last.</summary>
    public CellStatus StatusOf(CellRecord cell)
    {
        var run = RunOf(cell);
        if (run.IsOver)
            return CellStatuses.Of(RunSummary.Read(run.Summary).Status);
        if (File.Exists(FailureFile(cell)))
            return CellStatus.Failed;
        return Directory.Exists(run.Path) ? CellStatus.Interrupted : CellStatus.Pending;
    }

    /// <summary>Takes a cell for this process; null where another has it. The operating system lets go of it when the process ends, however that may be.</summary>
    public CellClaim? Claim(CellRecord cell) => CellClaim.TryTake(System.IO.Path.Combine(Path, "claims", cell.Id));

    /// <summary>Takes the right to submit cells to a batch system; null where another process has it.</summary>
    public CellClaim? ClaimSubmission() => CellClaim.TryTake(System.IO.Path.Combine(Path, "claims", "submission"));

    /// <summary>Who has a cell at this instant, in words: <c>process 123 on gpu7</c>; null where nobody has.</summary>
    public string? HolderOf(CellRecord cell) => CellClaim.Holder(System.IO.Path.Combine(Path, "claims", cell.Id));

    /// <summary>The update of a cell's latest evaluation; 0 where there is none.</summary>
    public long StepOf(CellRecord cell) => RunOf(cell).ReadMetrics() is [.., var last] ? last["step"]!.GetValue<long>() : 0;

    /// <summary>Why a cell failed, in a sentence; null where it did not.</summary>
    public string? ReasonOf(CellRecord cell)
    {
        if (StatusOf(cell) != CellStatus.Failed)
            return null;
        var run = RunOf(cell);
        return run.IsOver ? RunSummary.Read(run.Summary).Error : FailureOf(cell)?.Reason;
    }

    /// <summary>Writes down that a process died over a cell.</summary>
    public void RecordFailure(CellRecord cell, CellFailure failure) => AtomicFile.Write(FailureFile(cell), JsonText.Document(failure.ToJson()));

    /// <summary>What became of the process that died over a cell; null where none did.</summary>
    public CellFailure? FailureOf(CellRecord cell) =>
        File.Exists(FailureFile(cell)) ? CellFailure.Parse(JsonNode.Parse(File.ReadAllText(FailureFile(cell)))!.AsObject()) : null;

    /// <summary>Forgets a failure, before the cell is tried again.</summary>
    public void ForgetFailure(CellRecord cell) => File.Delete(FailureFile(cell));

    // The device is written as what was decided, so that a worker that sees other devices does not run another cell than was planned.
    private static JsonObject Pinned(CellPlan plan)
    {
        var document = (JsonObject)plan.Config.Document.DeepClone();
        document["device"] = plan.Device;
        return document;
    }

    private string PlanFile(string identity) => System.IO.Path.Combine(Path, "plans", identity[..RunFolder.IdentityDigits] + ".json");

    private string FailureFile(CellRecord cell) => System.IO.Path.Combine(Path, "failures", cell.Id + ".json");
}
