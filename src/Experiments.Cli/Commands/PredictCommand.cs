namespace Experiments.Cli.Commands;

public static class PredictCommand
{
    public static Command Create()
    {
        var input = new RunInput();
        var rows = new DataOption(
            "A CSV file with the columns of the training file in any order. The target column may be missing.",
            isRequired: true);
        var output = new Option<string>(
            "--out") { Description =
                "CSV file to write. An existing file is replaced only if it holds predictions with the same columns.", HelpName = "FILE",
                Required = true };
        var id = new Option<string?>("--id-column") { Description =
            "Column of the file to copy in front of each prediction; by default the row number, from 0.", HelpName = "NAME" };
        var roots = new Option<string?>(
            "--root") { Description =
                "Folder to search for the training file, if the file was moved. Same as --data with a folder.",
                HelpName = "DIR" };
        roots.CompletionSources.Add(Paths.Folders);
        output.CompletionSources.Add(Paths.Files);
        var command = new Command("predict", "Write a network's predictions for the rows of a CSV file.");
        input.AddTo(command);
        foreach (var option in new Option[] { rows.Option, output, id, roots })
            command.Options.Add(option);
        command.SetAction(parsed =>
        {
            var run = input.Open(parsed, []);
            var (file, folder) = rows.Read(parsed);
            if (file is null)
                throw new InputException($"--data '{folder}' is a folder. Add --data FILE with the rows to predict for.");
            if (parsed.GetValue(roots) is { } root && folder is not null)
                throw new InputException($"--root '{root}' and --data '{folder}' both name a folder for the training file. Leave one out.");
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
