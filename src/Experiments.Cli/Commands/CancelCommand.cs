namespace Experiments.Cli.Commands;

/// <summary><c>experiments cancel</c>: cancels the jobs of a sweep.</summary>
public static class CancelCommand
{
    public static Command Create()
    {
        var folder = new Argument<string>("FOLDER") { Description = "The sweep folder." };
        var command = new Command("cancel",
            "Cancel a sweep's jobs. Running cells stop after the current update. Start the sweep again to resume.") { folder };
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
                Console.Out.WriteLine($"{cell.Cell.InWords} is running on {cell.Where}. To stop this cell, press Ctrl-C in the "
                    + "terminal of the sweep.");
            return ExitCodes.Done;
        });
        return command;
    }
}
