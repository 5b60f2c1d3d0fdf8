using System.CommandLine;
using Experiments.Cli.Completion;
using Experiments.Cli.Terminal;
using Experiments.Configuration;
using Experiments.Data;
using Experiments.Data.Tables;
using Experiments.Runs;
using Experiments.Serialization;

namespace Experiments.Cli.Commands;

/// <summary><c>experiments predict</c>: what a run's network says about the rows of a file.</summary>
public static class PredictCommand
{
    /// <summary>Creates the verb.</summary>
    public static Command Create()
    {
        var input = new RunInput();
        var rows = new Option<string>("--data") { Description = "A CSV file with the columns that the network was trained with, in any order; the target need not be among them.", HelpName = "FILE", Required = true };
        var output = new Option<string>("--out") { Description = "The CSV file to write; where it is there, earlier predictions of the same columns alone are replaced.", HelpName = "FILE", Required = true };
        var id = new Option<string?>("--id-column") { Description = "A column of the file to write in front of each prediction; when left out, the number of the row, from 0.", HelpName = "NAME" };
        var roots = new Option<string?>("--root") { Description = "A folder to look for the training file in where it is no longer where the run read it, before $EXPERIMENTS_DATA, data/ and the system's.", HelpName = "DIR" };
        roots.CompletionSources.Add(Paths.Folders);
        rows.CompletionSources.Add(Paths.Files);
        output.CompletionSources.Add(Paths.Files);
        var command = new Command("predict", "Write what the network that a run has trained says about the rows of a CSV file.");
        input.AddTo(command);
        foreach (var option in new Option[] { rows, output, id, roots })
            command.Options.Add(option);
        command.SetAction(parsed =>
        {
            var run = input.Open(parsed, []);
            PredictionFile.CheckPlace(parsed.GetValue(output)!, parsed.GetValue(rows)!, run.Folder);
            using var data = run.ReadNew(Existing(parsed.GetValue(rows)!), parsed.GetValue(id), run.Context(DataRoots.Default(parsed.GetValue(roots))));
            var options = (CsvOptions)run.Config.Data;
            foreach (var warning in data.Warnings)
                Console.Error.WriteLine(warning);
            using var model = run.Build(data.Description);
            PredictionFile.Write(parsed.GetValue(output)!, CsvText.Of(Predictions.Table(model, data, options.Target, options.EvalBatchSize)));
            Console.Out.WriteLine($"{RunText.Count(data.Ids.Count)} prediction{(data.Ids.Count == 1 ? "" : "s")} of {options.Target}: {parsed.GetValue(output)}");
            return ExitCodes.Done;
        });
        return command;
    }

    private static string Existing(string path) => File.Exists(path) ? path : throw new InputException($"--data: there is no file '{path}'.");
}
