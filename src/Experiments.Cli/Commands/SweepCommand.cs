using System.CommandLine;
using System.Globalization;
using Experiments.Cli.Completion;
using Experiments.Cli.Terminal;
using Experiments.Comparison;
using Experiments.Configuration;
using Experiments.Data;
using Experiments.Statistics;
using Experiments.Sweeps;
using Experiments.Sweeps.Launching;
using Experiments.Sweeps.Reading;
using Experiments.Training;

namespace Experiments.Cli.Commands;

/// <summary><c>experiments sweep</c>: runs every cell of a sweep file that is not done yet.</summary>
public static class SweepCommand
{
    private static readonly string[] s_statuses = ["failed", "diverged", "interrupted"];

    /// <summary>Creates the verb.</summary>
    public static Command Create()
    {
        var file = new Argument<string>("FILE") { Description = "The sweep's JSON file: a base config, the axes along which it varies, what to compare." };
        file.CompletionSources.Add(Paths.Configs);
        var dryRun = new Option<bool>("--dry-run") { Description = "Check every cell, print the cells and an estimate of the time, and run nothing." };
        var launcher = new Option<string>("--launcher") { Description = $"Where the cells run. {string.Join(" ", Launchers.All.Select(kind => $"{kind.Name}: {kind.Summary}"))}", HelpName = "NAME", DefaultValueFactory = _ => Launchers.All[0].Name };
        launcher.CompletionSources.Add([.. Launchers.All.Select(kind => kind.Name)]);
        var slurm = new SlurmFlags();
        var wait = new Option<bool>("--wait") { Description = "Slurm: stay until all cells are over, and compare." };
        var workers = new Option<int?>("--workers") { Description = "Worker processes at once; by default one a GPU, or as many as the cores bear.", HelpName = "N" };
        var retry = new Option<string?>("--retry") { Description = $"Run these cells anew, with commas between: {string.Join(", ", s_statuses)}.", HelpName = "STATUS,…" };
        var output = new Option<string>("--output") { Description = "The folder that holds the sweep folders.", HelpName = "DIR", DefaultValueFactory = _ => "sweeps" };
        var data = new Option<string?>("--data") { Description = "A folder to look for data sets in, before $EXPERIMENTS_DATA, data/ and the system's.", HelpName = "DIR" };
        var offline = ConfigInput.CreateOffline();
        var quiet = new Option<bool>("--quiet", "-q") { Description = "Print nothing but errors." };
        var command = new Command("sweep", "Run a sweep: every cell that is not done yet, on all cores or GPUs. Cells that are done are never run again.");
        command.Arguments.Add(file);
        foreach (Option option in (IEnumerable<Option>)[dryRun, launcher, workers, retry, output, data, offline, quiet, .. slurm.All, wait])
            command.Options.Add(option);
        command.SetAction(parsed =>
        {
            var sweep = SweepReader.Read(parsed.GetValue(file)!);
            var statuses = Retry(parsed.GetValue(retry));
            var count = parsed.GetValue(workers);
            if (count < 1)
                throw new InputException($"--workers is {count}; a whole number of 1 or more is expected.");
            var kind = Launchers.Named(parsed.GetValue(launcher)!);
            var resources = slurm.Over(sweep.Slurm, parsed);
            using var interrupt = new Interrupt();
            var roots = DataRoots.Default(parsed.GetValue(data));
            var plan = SweepPlanner.Plan(sweep, roots, kind.Machine, set => FirstUse.Fetch(set, roots, parsed.GetValue(data), parsed.GetValue(offline), parsed.GetValue(quiet), interrupt.Token));
            var folder = SweepFolder.Of(parsed.GetValue(output)!, sweep.Name);
            var writer = parsed.GetValue(quiet) ? TextWriter.Null : Console.Error;
            foreach (var line in SweepText.Plan(plan, folder))
                writer.WriteLine(line);
            if (parsed.GetValue(dryRun))
                return DryRun(plan, folder, kind.Machine.IsCluster ? null : () => SpeedTrial.SecondsPerStep(plan.Plans[0], roots, interrupt.Token), count);
            folder.Write(plan);
            var request = new LaunchRequest(folder, WorkerCommands.OfThisProgram(), parsed.GetValue(data)) { Workers = count, Slurm = resources, Waits = parsed.GetValue(wait) };
            return Run(folder, kind.Create(request), statuses, parsed.GetValue(quiet), interrupt.Token);
        });
        return command;
    }

    private static RetryOptions Retry(string? given)
    {
        var words = given?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];
        if (words.FirstOrDefault(word => !s_statuses.Contains(word)) is { } unknown)
            throw new InputException($"--retry is '{given}'; {string.Join(", ", s_statuses)} are allowed, with commas between{(Names.DidYouMean(unknown, s_statuses) is { Length: > 0 } nearest ? nearest : ".")}");
        return new RetryOptions(words.Select(word => Enum.Parse<CellStatus>(word, ignoreCase: true)).ToHashSet());
    }

    // On a cluster nothing is tried: the machine that submits is not one that computes.
    private static int DryRun(SweepPlan plan, SweepFolder folder, Func<double?>? trial, int? workers)
    {
        SweepTable.WriteCells(Screen.Out, plan, folder);
        var records = SweepText.Records(plan);
        var pending = records.Where(cell => !SweepFolder.IsOne(folder.Path) || new RetryOptions(new HashSet<CellStatus>()).Wants(folder, cell)).ToList();
        var steps = pending.Sum(cell => cell.TotalSteps);
        if (pending.Count > 0 && trial?.Invoke() is { } seconds)
        {
            var atOnce = LocalLauncher.Machine(records, workers).Workers;
            var time = TimeSpan.FromSeconds(steps * seconds / Math.Min(atOnce, pending.Count));
            Console.Out.WriteLine($"{RunText.Count(pending.Count)} cells to run, {RunText.Count(steps)} updates: about {RunText.Duration(time)} with {atOnce} worker{(atOnce == 1 ? "" : "s")}, at the {RunText.Number(seconds * 1000)} ms an update that the first cell takes here alone.");
        }
        else
            Console.Out.WriteLine($"{RunText.Count(pending.Count)} cells to run, {RunText.Count(steps)} updates.");
        return ExitCodes.Done;
    }

    private static int Run(SweepFolder folder, ILauncher launcher, RetryOptions retry, bool isQuiet, CancellationToken cancellation)
    {
        var cells = folder.ReadCells();
        var before = cells.ToDictionary(cell => cell.Id, folder.StatusOf);
        var pending = cells.Where(cell => retry.Wants(folder, cell)).ToList();
        var anew = pending.Where(cell => retry.IsAnew(folder, cell)).Select(cell => cell.Id).ToHashSet();
        string? elsewhere = null;
        if (pending.Count > 0)
            SweepProgress.Show(isQuiet, cells, pending, before, observer => elsewhere = launcher.Run(pending, cell => anew.Contains(cell.Id), observer, cancellation));
        if (elsewhere is not null)
            return Leave(folder, elsewhere, isQuiet, cancellation);
        var statuses = cells.Select(folder.StatusOf).ToList();
        if (!isQuiet)
            Console.Out.WriteLine(SweepText.End(statuses, pending.Count, folder));
        if (cancellation.IsCancellationRequested)
            return ExitCodes.Interrupted;
        if (!isQuiet && folder.ReadCompare()["by"] is not null && statuses.Any(status => status is CellStatus.Completed or CellStatus.Diverged))
        {
            var plan = ComparisonPlan.Of([folder.Path], by: null, [], alpha: null);
            CompareCommand.Write(Screen.Out, plan, mixes: true);
            Console.Out.WriteLine($"report: {ReportCommand.Write(plan, output: null, mixes: true)}");
        }

        return statuses.All(status => status is CellStatus.Completed or CellStatus.Diverged) ? ExitCodes.Done : ExitCodes.Failed;
    }

    // The cells run on without this process.
    private static int Leave(SweepFolder folder, string elsewhere, bool isQuiet, CancellationToken cancellation)
    {
        if (!isQuiet)
        {
            Console.Out.WriteLine(StatusTable.InWords(SweepView.Of(folder)));
            Console.Out.WriteLine($"submitted: {elsewhere}");
            Console.Out.WriteLine($"'experiments status {folder.Path}' shows how it stands; 'experiments cancel {folder.Path}' stops it.");
        }
        return cancellation.IsCancellationRequested ? ExitCodes.Interrupted : ExitCodes.Done;
    }
}
