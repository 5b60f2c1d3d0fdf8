using System.CommandLine;
using Experiments.Cli.Completion;
using Experiments.Cli.Terminal;
using Experiments.Configuration;
using Experiments.Data;
using Experiments.Data.Tables;
using Experiments.Runs;

namespace Experiments.Cli.Commands;

/// <summary><c>experiments predict</c>: what a run's network says about the rows of a file.</summary>
public static class PredictCommand
{
    /// <summary>Creates the verb.</summary>
    public static Command Create()
    {
        var input = new RunInput();
        var rows = new Option<string>("--data") { Description = "A CSV file with the columns that the network was trained with, in any order; the target need not be among them.", HelpName = "FILE", Required = true };
        var output = new Option<string>("--out") { Description = "The CSV file to write.", HelpName = "FILE", Required = true };
        var id = new Option<string?>("--id-column") { Description = "A column of the file to write in front of each prediction; when left out, the number of the row, from 0.", HelpName = "NAME" };
        rows.CompletionSources.Add(Paths.Files);
        output.CompletionSources.Add(Paths.Files);
        var command = new Command("predict", "Write what the network that a run has trained says about the rows of a CSV file.");
        input.AddTo(command);
        foreach (var option in new Option[] { rows, output, id })
            command.Options.Add(option);
        command.SetAction(parsed =>
        {
            var run = input.Open(parsed, []);
            if (run.Config.Data is not CsvOptions options)
                throw new InputException($"'{run.Folder.Path}' was trained on {DataRegistry.Instance.NameOf(run.Config.Data)}, and predict reads tables: it needs a run on csv or ames.");
            using var data = options.ReadNew(Existing(parsed.GetValue(rows)!), parsed.GetValue(id), run.Context(DataRoots.Default(null)));
            run.CheckFiles(data.Description);
            using var model = run.Build(data.Description);
            var table = Predictions.Table(model, data, options.Target, options.EvalBatchSize);
            OutputFile.Write(parsed.GetValue(output)!, Predictions.Text(table));
            Console.Out.WriteLine($"{RunText.Count(data.Ids.Count)} prediction{(data.Ids.Count == 1 ? "" : "s")} of {options.Target}: {parsed.GetValue(output)}");
            return ExitCodes.Done;
        });
        return command;
    }

    private static string Existing(string path) => File.Exists(path) ? path : throw new InputException($"--data: there is no file '{path}'.");
}
