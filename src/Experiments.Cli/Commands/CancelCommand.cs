namespace Experiments.Cli.Commands;

/// <summary><c>experiments cancel</c>: stops the jobs that were submitted for a sweep.</summary>
public static class CancelCommand
{
    public static Command Create()
    {
        var folder = new Argument<string>("FOLDER") { Description = "The sweep folder." };
        var command = new Command("cancel",
            "Cancel a sweep's jobs. What runs ends after its update; starting the sweep again goes on from there.") { folder };
        command.SetAction(parsed =>
        {
            var sweep = SweepFolder.Open(parsed.GetValue(folder)!);
            var jobs = SlurmView.Of(sweep).ActiveJobs.Select(job => job.Id!).ToList();
            if (jobs.Count > 0)
                SlurmClient.Cancel(jobs);
            Console.Out.WriteLine(jobs.Count > 0
                ? $"cancelled job{(jobs.Count == 1 ? "" : "s")} {string.Join(", ", jobs)}"
                : "no job of this sweep is queued or running");
            foreach (var cell in SweepView.Of(sweep).Cells.Where(
                cell => cell.IsRunning && !cell.Where!.Contains("(task ", StringComparison.Ordinal)))
                Console.Out.WriteLine($"{cell.Where} is at {cell.Cell.InWords}: Ctrl-C in the terminal of its sweep stops it.");
            return ExitCodes.Done;
        });
        return command;
    }
}
