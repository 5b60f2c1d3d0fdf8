using Experiments.Sweeps.Stacking;

namespace Experiments.Sweeps.Launching.Slurm;

/// <summary>
/// A submitted array job in the folder <c>jobs/NUMBER</c>: <c>script.sh</c>, <c>tasks.jsonl</c> with the cells of each task,
/// <c>job.json</c> with Slurm's id, and a log per task.
/// </summary>
/// <param name="Number">Number of the job in the sweep, from 1.</param>
/// <param name="Tasks">Ids of each task's cells, in the order in which they are run.</param>
public sealed record SlurmJob(int Number, string Path, IReadOnlyList<IReadOnlyList<string>> Tasks)
{
    /// <summary>
    /// For each task, the sizes of its groups in order; the cells of a group train together. Empty if each cell trains separately.
    /// </summary>
    public IReadOnlyList<IReadOnlyList<int>> GroupSizes { get; init; } = [];

    public string Script => System.IO.Path.Combine(Path, "script.sh");

    /// <summary>Slurm's id; null if the submitting process died before it recorded the id.</summary>
    public string? Id => File.Exists(Record) ? JsonNode.Parse(File.ReadAllText(Record))!["job"]!.GetValue<string>() : null;

    private string Record => System.IO.Path.Combine(Path, "job.json");

    /// <summary>Path of a task's log. A requeued task appends to this file.</summary>
    public string LogOf(int task) => System.IO.Path.Combine(Path, string.Create(CultureInfo.InvariantCulture, $"task-{task}.log"));

    /// <summary>Returns the jobs of a sweep, oldest first.</summary>
    public static IReadOnlyList<SlurmJob> Of(SweepFolder sweep) =>
        !Directory.Exists(Jobs(sweep)) ? [] : [.. Directory.GetDirectories(Jobs(sweep))
            .Select(path => int.TryParse(System.IO.Path.GetFileName(path), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                ? number
                : 0)
            .Where(number => number > 0 && File.Exists(System.IO.Path.Combine(Folder(sweep, number), "tasks.jsonl")))
            .Order()
            .Select(number => Read(sweep, number))];

    /// <exception cref="InputException">The sweep has no job with this number.</exception>
    public static SlurmJob Read(SweepFolder sweep, int number)
    {
        var tasks = System.IO.Path.Combine(Folder(sweep, number), "tasks.jsonl");
        if (!File.Exists(tasks))
            throw new InputException($"'{sweep.Path}' has no job {number}.");
        var lines = JsonLines.Read(tasks).ToList();
        return new SlurmJob(number, Folder(sweep, number),
            [.. lines.Select(line => (IReadOnlyList<string>)[.. line["cells"]!.AsArray().Select(cell => cell!.GetValue<string>())])])
        {
            GroupSizes = [.. lines.Select(
                line => (IReadOnlyList<int>)[.. line["groups"]?.AsArray().Select(size => size!.GetValue<int>()) ?? []])],
        };
    }

    /// <summary>Returns the groups of a task's cells, without cells that no longer belong to the sweep.</summary>
    /// <param name="cells">The sweep's cells by id.</param>
    public IReadOnlyList<CellGroup> GroupsOf(int task, IReadOnlyDictionary<string, CellRecord> cells)
    {
        var ids = Tasks[task];
        var sizes = task < GroupSizes.Count && GroupSizes[task].Count > 0 ? GroupSizes[task] : [.. ids.Select(_ => 1)];
        var groups = new List<CellGroup>();
        var first = 0;
        foreach (var size in sizes)
        {
            var group = ids.Skip(first).Take(size).Where(cells.ContainsKey).Select(id => cells[id]).ToList();
            if (group.Count > 0)
                groups.Add(new CellGroup(group));
            first += size;
        }
        return groups;
    }

    /// <summary>Records a job before the job is submitted. Only the process with the sweep's submission lock may call this
    /// method.</summary>
    /// <param name="tasks">Groups of each task. A task trains its groups one after another.</param>
    public static SlurmJob Create(SweepFolder sweep, IReadOnlyList<IReadOnlyList<CellGroup>> tasks)
    {
        var number = Of(sweep).Select(job => job.Number).DefaultIfEmpty(0).Max() + 1;
        var job = new SlurmJob(number, Folder(sweep, number),
            [.. tasks.Select(task => (IReadOnlyList<string>)[.. task.SelectMany(group => group.Cells).Select(cell => cell.Id)])]);
        Directory.CreateDirectory(job.Path);
        var lines = tasks.Select((groups, task) =>
        {
            var line = new JsonObject
            {
                ["task"] = task,
                ["cells"] = new JsonArray([.. job.Tasks[task].Select(cell => JsonValue.Create(cell))]),
            };
            if (groups.Any(group => group.IsStack))
                line["groups"] = new JsonArray([.. groups.Select(group => JsonValue.Create(group.Cells.Count))]);
            return JsonText.Line(line);
        });
        AtomicFile.Write(System.IO.Path.Combine(job.Path, "tasks.jsonl"), string.Concat(lines.Select(line => line + "\n")));
        return job;
    }

    public void WriteId(string id) => AtomicFile.Write(Record, JsonText.Document(new JsonObject
    {
        ["job"] = id,
        ["submitted"] = DateTimeOffset.UtcNow.ToString("O", CultureInfo.InvariantCulture),
    }));

    private static string Jobs(SweepFolder sweep) => System.IO.Path.Combine(sweep.Path, "jobs");

    private static string Folder(SweepFolder sweep, int number) =>
        System.IO.Path.Combine(Jobs(sweep), number.ToString(CultureInfo.InvariantCulture));
}
