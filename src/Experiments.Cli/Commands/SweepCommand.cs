namespace Experiments.Cli.Commands;

public static class SweepCommand
{
    public static Command Create()
    {
        var input = new SweepInput();
        var command = new Command("sweep",
            "Run the unfinished cells of a sweep on all cores or GPUs. Finished cells are never run again.");
        input.AddTo(command);
        command.SetAction(parsed => Run(input, parsed));
        return command;
    }

    private static int Run(SweepInput input, ParseResult parsed)
    {
        var isQuiet = parsed.GetValue(input.Quiet);
        var planning = new PlanningLine(!isQuiet && Screen.IsLive(Screen.Error) ? Screen.Error : null);
        planning.Begin(parsed.GetValue(input.File)!);
        try
        {
            return Run(input, parsed, planning, isQuiet);
        }
        catch
        {
            // Clears the planning line, so that the error starts on a new line.
            planning.Clear();
            throw;
        }
    }

    private static int Run(SweepInput input, ParseResult parsed, PlanningLine planning, bool isQuiet)
    {
        var (file, output, workers) = (parsed.GetValue(input.File)!, parsed.GetValue(input.Output)!, parsed.GetValue(input.Workers));
        // Created before the workers, so that Ctrl-C does not end this process while the workers start.
        using var interrupt = new Interrupt();
        using var early = parsed.GetValue(input.DryRun) || !input.RunsHere(parsed) || TorchLoading.Choice is not { } torch
            ? null
            : EarlyWorkers.Start(SweepReader.NameIn(file) is { } name ? SweepFolder.Of(output, name).Path : null,
                WorkerCommands.OfThisProgram(), parsed.GetValue(input.Data.Folder), workers, torch);
        var (sweep, retry, kind, perGpu, folder) = TorchLoading.While(() =>
        {
            var read = SweepReader.Read(file);
            var options = (input.ReadRetry(parsed), input.ReadLauncher(parsed), input.ReadWorkersPerGpu(parsed));
            var place = SweepFolder.Of(output, read.Name);
            early?.Prepare(read, place);
            planning.Loading();
            return (read, options.Item1, options.Item2, options.Item3, place);
        });
        var resources = input.Slurm.Over(sweep.Slurm, parsed);
        var stack = input.ReadStack(parsed, sweep, kind, resources);
        var roots = input.Data.Roots(parsed);
        var plan = SweepPlanner.Plan(sweep, roots, kind.Machine, Fetch, planning.Checked);
        planning.Clear();
        var pending = Pending(plan, folder, retry);
        var (packed, reason) = perGpu is null ? (1, null) : Pack(perGpu, plan);
        var atOnce = kind.Machine.IsCluster ? 1 : AtOnce(plan, workers, packed);
        IReadOnlyList<CellGroup> Group(Stacks stacks) => kind.Machine.IsCluster
            ? [.. stacks.Tasks(pending, resources.CellsPerTask).SelectMany(task => task)]
            : stacks.Groups(pending, atOnce);
        foreach (var line in SweepText.Plan(plan, folder)
            .Concat(input.ForbidsStacks(parsed) ? [] : StackText.Lines(plan, stack, pending, Group))
            .Concat(reason is null ? [] : [reason])
            .SelectMany(line => Lines.For(Screen.Error, line)))
            (isQuiet ? TextWriter.Null : Console.Error).WriteLine(line);
        if (parsed.GetValue(input.DryRun))
            return DryRun(plan, folder, pending, Group(Stacks.Of(plan, stack)), kind.Machine.IsCluster
                ? null
                : together => SpeedTrial.SecondsPerStep(together, roots, interrupt.Token), atOnce);
        folder.Write(plan);
        var request = new LaunchRequest(folder, WorkerCommands.OfThisProgram(),
            parsed.GetValue(input.Data.Folder)) { Workers = workers, WorkersPerGpu = packed, Early = early, Slurm = resources,
                Stacks = Stacks.Of(plan, stack), Waits = parsed.GetValue(input.Wait) };
        var code = Run(folder, kind.Create(request), retry, isQuiet, interrupt.Token);
        // For a cluster, an earlier line names the commands with which the user can follow the cells.
        if (code == ExitCodes.Interrupted && !isQuiet && !kind.Machine.IsCluster)
            Console.Out.WriteLine($"to resume: {CommandTokens.Again(parsed)}");
        return code;

        void Fetch(DataOptions set)
        {
            planning.Clear();
            input.Data.Fetch(parsed, set, isQuiet, interrupt.Token);
        }
    }

    private static (int Count, string? Reason) Pack(WorkersPerGpu perGpu, SweepPlan plan)
    {
        var records = SweepText.Records(plan);
        var gpus = LocalLauncher.Gpus(records);
        return perGpu.Choose(records, gpus, Environment.ProcessorCount, () => GpuMemory.Least(gpus));
    }

    private static int AtOnce(SweepPlan plan, int? workers, int perGpu)
    {
        var records = SweepText.Records(plan);
        return LocalLauncher.WorkersFor(records, LocalLauncher.Gpus(records), workers, perGpu);
    }

    // For a cluster, the dry run measures no speed, because this machine does not run the cells.
    private static int DryRun(SweepPlan plan, SweepFolder folder, IReadOnlyList<CellRecord> pending, IReadOnlyList<CellGroup> groups,
        Func<IReadOnlyList<ResolvedConfig>, double?>? trial, int workers)
    {
        SweepTable.WriteCells(Screen.Out, plan, folder);
        var steps = pending.Sum(cell => cell.TotalSteps);
        if (pending.Count > 0 && trial?.Invoke(ConfigsOf(plan, groups[0])) is { } seconds)
        {
            var time = TimeSpan.FromSeconds(steps * seconds / Math.Min(workers, groups.Count));
            var basis = groups[0].IsStack
                ? $"update of a cell (measured here, with the first {groups[0].Cells.Count} cells together)"
                : "update (measured here, with the first cell alone)";
            Print($"{RunText.Count(pending.Count)} cells to run, {RunText.Count(steps)} updates: about "
                + $"{RunText.Duration(time)} with {workers} worker{(workers == 1 ? "" : "s")}, at {RunText.Number(seconds * 1000)} ms "
                + $"per {basis}.");
        }
        else
            Console.Out.WriteLine($"{RunText.Count(pending.Count)} cells to run, {RunText.Count(steps)} updates.");
        return ExitCodes.Done;
    }

    private static IReadOnlyList<CellRecord> Pending(SweepPlan plan, SweepFolder folder, RetryOptions retry)
    {
        var isThere = SweepFolder.IsOne(folder.Path);
        return [.. SweepText.Records(plan).Where(cell => !isThere || retry.Wants(folder, cell))];
    }

    private static IReadOnlyList<ResolvedConfig> ConfigsOf(SweepPlan plan, CellGroup group) =>
        [.. group.Cells.Select(cell => plan.Cells[cell.Number].Plan.Config)];

    private static int Run(SweepFolder folder, ILauncher launcher, RetryOptions retry, bool isQuiet, CancellationToken cancellation)
    {
        var cells = folder.ReadCells();
        var before = cells.ToDictionary(cell => cell.Id, folder.StatusOf);
        var pending = cells.Where(cell => retry.Wants(folder, cell)).ToList();
        var anew = pending.Where(cell => retry.IsAnew(folder, cell)).Select(cell => cell.Id).ToHashSet();
        string? elsewhere = null;
        if (pending.Count > 0)
            SweepProgress.Show(isQuiet, folder, cells, pending, before,
                observer => elsewhere = launcher.Run(pending, cell => anew.Contains(cell.Id), observer, cancellation));
        if (elsewhere is not null)
            return Leave(folder, elsewhere, isQuiet, cancellation);
        var statuses = cells.Select(folder.StatusOf).ToList();
        if (!isQuiet)
            Print(SweepText.End(statuses, pending.Count, folder));
        if (cancellation.IsCancellationRequested)
            return ExitCodes.Interrupted;
        if (folder.ReadCompare()["by"] is not null && statuses.Any(status => status.HasResult()))
            Compare(folder.Path, isQuiet);

        return statuses.All(status => status.HasResult()) ? ExitCodes.Done : ExitCodes.Failed;
    }

    // The sweep succeeds even if its comparison or report fails, because the user can write the report again.
    private static void Compare(string folder, bool isQuiet)
    {
        try
        {
            var compared = ComparedRuns.Of(ComparisonPlan.Of([folder], by: null, [], alpha: null), mixes: true);
            var report = Task.Run(() => ReportCommand.Write(folder, compared, output: null));
            string page;
            try
            {
                if (!isQuiet)
                    CompareCommand.Write(Screen.Out, compared);
            }
            finally
            {
                page = report.GetAwaiter().GetResult();
            }

            if (!isQuiet)
                Print($"report: {page}");
        }
        catch (Exception failure) when (failure is InputException or IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine(
                $"The report was not written: {failure.Message} Run '{TypedCommand.Of($"report {ShellText.Word(folder)}")}' to try again.");
        }
    }

    private static void Print(string text)
    {
        foreach (var line in Lines.For(Screen.Out, text))
            Console.Out.WriteLine(line);
    }

    // Tells the user that the cells continue without this process.
    private static int Leave(SweepFolder folder, string elsewhere, bool isQuiet, CancellationToken cancellation)
    {
        if (!isQuiet)
        {
            Print(StatusTable.InWords(SweepView.Of(folder)));
            Print($"submitted: {elsewhere}");
            var path = ShellText.Word(folder.Path);
            Print($"'{TypedCommand.Of($"status {path}")}' shows the state; '{TypedCommand.Of($"cancel {path}")}' cancels the jobs.");
        }
        return cancellation.IsCancellationRequested ? ExitCodes.Interrupted : ExitCodes.Done;
    }
}
