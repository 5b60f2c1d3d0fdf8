using Experiments.Reports.RunPage;

namespace Experiments.Cli.Commands;

/// <summary><c>experiments show</c>: writes the page of a run.</summary>
public static class ShowCommand
{
    public static Command Create()
    {
        var folder = new Argument<string>("RUN") { Description = "The run folder, with config.json." };
        var output = new Option<string?>("--out") { Description = "File to write; by default page.html in the run folder.",
            HelpName = "FILE" };
        folder.CompletionSources.Add(Paths.Folders);
        output.CompletionSources.Add(Paths.Files);
        var command = new Command("show",
            "Write a run as a page for a browser. Shows curves, signal by layer, predictions, network, config, environment and log.")
        {
            folder, output,
        };
        command.SetAction(parsed =>
        {
            Console.Out.WriteLine(RunPageFile.Write(parsed.GetValue(folder)!, parsed.GetValue(output)));
            return ExitCodes.Done;
        });
        return command;
    }
}
