namespace Experiments.Cli.Commands;

public static class ListCommand
{
    public static Command Create()
    {
        var noun = new Argument<string?>("NOUN")
        {
            Description = $"One of {string.Join(", ", Registries.All.Select(registry => registry.Noun))}; all of them when left out.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        noun.CompletionSources.Add([.. Registries.All.Select(registry => registry.Noun)]);
        var language = LanguageOption.Create();
        var command = new Command("list",
            "List what a config can name: data sets, models, activations, schemes, optimisers …") { noun, language };
        command.SetAction(parsed =>
        {
            var chosen = LanguageOption.Of(parsed, language);
            foreach (var registry in Choose(parsed.GetValue(noun)))
                Print(registry, chosen);
            return ExitCodes.Done;
        });
        return command;
    }

    private static IReadOnlyList<IRegistry> Choose(string? noun)
    {
        if (noun is null)
            return Registries.All;
        var nouns = Registries.All.Select(registry => registry.Noun).ToList();
        var chosen = Registries.All.Where(registry => registry.Noun == noun).ToList();
        if (chosen.Count > 0)
            return chosen;
        throw new InputException($"'{noun}' can't be listed{Names.DidYouMeanAside(noun, nouns)}; it can be {string.Join(", ", nouns)}.");
    }

    private static void Print(IRegistry registry, Language language)
    {
        var table = new Table().Border(TableBorder.None).AddColumns(new TableColumn("").NoWrap().PadRight(3), new TableColumn(""))
            .HideHeaders();
        foreach (var row in registry.Rows)
            table.AddRow(new Markup($"  [bold]{row.Name.EscapeMarkup()}[/]"), new Text(row.SummaryIn(language)));
        Terminal.Screen.Out.MarkupLineInterpolated($"[green]{registry.Noun}[/] [dim](\"{registry.Discriminator}\": …)[/]");
        Terminal.Screen.Out.Write(table);
        Terminal.Screen.Out.WriteLine();
    }
}
