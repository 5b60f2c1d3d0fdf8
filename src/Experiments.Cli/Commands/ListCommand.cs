namespace Experiments.Cli.Commands;

public static class ListCommand
{
    private const string Metric = "metric";

    private static readonly string[] s_nouns = [.. Registries.All.Select(registry => registry.Noun), Metric];

    public static Command Create()
    {
        var noun = new Argument<string?>("NOUN")
        {
            Description = $"One of {string.Join(", ", s_nouns)}; by default all.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        noun.CompletionSources.Add(s_nouns);
        var language = LanguageOption.Create();
        var command = new Command("list",
            "List the names that a config can use. Covers data sets, models, activations, schemes, optimisers and metrics.") { noun,
                language };
        command.SetAction(parsed =>
        {
            var chosen = LanguageOption.Of(parsed, language);
            var only = parsed.GetValue(noun);
            if (only is not null && !s_nouns.Contains(only))
                throw new InputException(
                    $"There is no list of '{only}'{Names.DidYouMeanOrStop(only, s_nouns)} Lists: {string.Join(", ", s_nouns)}.");
            foreach (var registry in Registries.All.Where(registry => only is null || only == registry.Noun))
                Print($"[green]{registry.Noun}[/] [dim](\"{registry.Discriminator}\": …)[/]",
                    registry.Rows.Select(row => (row.Name, row.SummaryIn(chosen))));
            if (only is null or Metric)
                Print($"[green]{Metric}[/] [dim](\"training\": {{\"metrics\": [[…]]}})[/]",
                    MetricRegistry.All.Select(metric => (metric.Name, metric.SummaryIn(chosen))));
            return ExitCodes.Done;
        });
        return command;
    }

    private static void Print(string head, IEnumerable<(string Name, string Summary)> rows)
    {
        var table = new Table().Border(TableBorder.None).AddColumns(new TableColumn("").NoWrap().PadRight(3), new TableColumn(""))
            .HideHeaders();
        foreach (var (name, summary) in rows)
            table.AddRow(new Markup($"  [bold]{name.EscapeMarkup()}[/]"), new Text(summary));
        Terminal.Screen.Out.MarkupLine(head);
        Terminal.Screen.Out.Write(table);
        Terminal.Screen.Out.WriteLine();
    }
}
