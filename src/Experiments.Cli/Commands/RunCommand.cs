using Experiments.Reports.RunPage;

namespace Experiments.Cli.Commands;

public static class RunCommand
{
    public static Command Create()
    {
        var input = new ConfigInput();
        var quiet = new Option<bool>("--quiet", "-q") { Description = "Print only errors; the run folder holds everything." };
        var resume = new Option<bool>("--resume") { Description =
            "Resume from the last checkpoint of the same run. Without this option, an earlier run folder is renamed and the run starts "
                + "from step 0." };
        var noPage = new Option<bool>("--no-page") { Description = "Don't write page.html at the end of the run." };
        var command = new Command("run", "Train the network of a config and write a run folder.");
        input.AddTo(command);
        command.Options.Add(quiet);
        command.Options.Add(resume);
        command.Options.Add(noPage);
        command.SetAction(parsed =>
        {
            var config = input.Read(parsed);
            var request = new RunRequest
            {
                DataRoots = input.Data.Roots(parsed),
                CommandLine = CommandTokens.Recorded(parsed),
                Resume = parsed.GetValue(resume),
            };
            using var interrupt = new Interrupt();
            var isQuiet = parsed.GetValue(quiet);
            input.Data.Fetch(parsed, config.Config.Data, isQuiet, interrupt.Token);
            RunSummary Run(IRunObserver observer) => Runner.Run(config, request, observer, interrupt.Token);
            var summary = isQuiet ? Run(new SilentObserver())
                : Screen.Error.Profile.Capabilities.Interactive ? LiveProgress.Show(Screen.Error, Run)
                : Run(new PlainProgress(Console.Error));
            if (summary.Error is { } error)
                Console.Error.WriteLine(error);
            var page = parsed.GetValue(noPage) ? default : RunPageFile.TryWrite(summary.Folder);
            if (page.Failure is { } failure)
                Console.Error.WriteLine(failure);
            if (!isQuiet)
                Print(summary, parsed, page.Path);
            return CodeOf(summary.Status);
        });
        return command;
    }

    public static int CodeOf(RunStatus status) => status switch
    {
        RunStatus.Completed => ExitCodes.Done,
        RunStatus.Diverged => ExitCodes.Diverged,
        RunStatus.Interrupted => ExitCodes.Interrupted,
        _ => ExitCodes.Failed,
    };

    // Prints the results. An error here, such as a closed pipe, must not fail the run, because the run folder also contains the results.
    private static void Print(RunSummary summary, ParseResult parsed, string? page)
    {
        using var output = new ForgivingWriter(Console.Out);
        foreach (var line in RunText.End(summary).SelectMany(line => Lines.For(Screen.Out, line)))
            output.WriteLine(line);
        if (page is not null)
            output.WriteLine($"page: {page}");
        if (summary.Status == RunStatus.Interrupted)
            output.WriteLine($"to resume: {CommandTokens.Again(parsed, "--resume")}");
    }
}
