namespace Experiments.Cli.Commands;

public static class PredictCommand
{
    public static Command Create()
    {
        var input = new RunInput();
        var rows = new DataOption(
            "A CSV file with the columns that the network was trained with, in any order; the target need not be among them.",
            isRequired: true);
        var output = new Option<string>(
            "--out") { Description =
                "The CSV file to write; where it is there, earlier predictions of the same columns alone are replaced.", HelpName = "FILE",
                Required = true };
        var id = new Option<string?>("--id-column") { Description =
            "A column of the file to write in front of each prediction; when left out, the number of the row, from 0.", HelpName = "NAME" };
        var roots = new Option<string?>(
            "--root") { Description =
                "The same as --data with a folder: where to look for the training file if it is no longer where the run read it.",
                HelpName = "DIR" };
        roots.CompletionSources.Add(Paths.Folders);
        output.CompletionSources.Add(Paths.Files);
        var command = new Command("predict", "Write a trained network's predictions for the rows of a CSV file.");
        input.AddTo(command);
        foreach (var option in new Option[] { rows.Option, output, id, roots })
            command.Options.Add(option);
        command.SetAction(parsed =>
        {
            var run = input.Open(parsed, []);
            var (file, folder) = rows.Read(parsed);
            if (file is null)
                throw new InputException($"--data: a CSV file with the rows to predict for is expected beside the folder '{folder}'.");
            if (parsed.GetValue(roots) is { } root && folder is not null)
                throw new InputException($"--root '{root}' and --data '{folder}' both say where to look for the training file; give one.");
            PredictionFile.CheckPlace(parsed.GetValue(output)!, file, run.Folder);
            using var data = run.ReadNew(file, parsed.GetValue(id), run.Context(DataRoots.Default(parsed.GetValue(roots) ?? folder)));
            var options = (CsvOptions)run.Config.Data;
            foreach (var warning in data.Warnings)
                Console.Error.WriteLine(warning);
            using var model = run.Build(data.Description);
            RunInput.ReportPrefix(run);
            PredictionFile.Write(parsed.GetValue(output)!,
                CsvText.Of(PredictionTable.Rows(model, data, options.Target, options.EvalBatchSize)));
            Console.Out.WriteLine($"{RunText.Count(data.Ids.Count)} prediction{(data.Ids.Count == 1 ? "" : "s")} of {options.Target}: "
                + $"{parsed.GetValue(output)}");
            return ExitCodes.Done;
        });
        return command;
    }
}
