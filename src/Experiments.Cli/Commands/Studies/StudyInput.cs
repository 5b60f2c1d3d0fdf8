using System.CommandLine.Completions;

namespace Experiments.Cli.Commands.Studies;

/// <summary>Options of the commands of <c>experiments study</c>.</summary>
internal sealed class StudyInput
{
    public Argument<string[]> Names { get; } = new("NAME")
    {
        Description = "Studies: names from 'study list', or folders with a claim.json.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    public Option<string> Folder { get; } = new("--studies")
    {
        Description = "Folder that holds the study folders.",
        HelpName = "DIR",
        DefaultValueFactory = _ => "experiments",
    };

    public Option<string> Output { get; } = new("--output")
    {
        Description = "Folder for the results; each study gets a folder below it.",
        HelpName = "DIR",
        DefaultValueFactory = _ => "studies",
    };

    public Option<bool> Quick { get; } = new("--quick") { Description = "The quick settings: few seeds and updates." };

    public Option<bool> Full { get; } = new("--full") { Description = "The full settings: as many seeds as the claims deserve." };

    public StudyInput()
    {
        Names.CompletionSources.Add(context => Complete(context));
        Folder.CompletionSources.Add(Paths.Folders);
        Output.CompletionSources.Add(Paths.Folders);
    }

    /// <summary>Returns the mode of <c>--quick</c> or <c>--full</c>; null if neither is given.</summary>
    /// <exception cref="InputException">Both are given.</exception>
    public StudyMode? Mode(ParseResult parsed) => (parsed.GetValue(Quick), parsed.GetValue(Full)) switch
    {
        (true, true) => throw new InputException("--quick and --full exclude each other. Give one of them."),
        (true, _) => StudyMode.Quick,
        (_, true) => StudyMode.Full,
        _ => null,
    };

    /// <summary>Returns the studies of the short check.</summary>
    /// <exception cref="InputException">There is none: no claim may seem to hold only because no study was chosen.</exception>
    public static IReadOnlyList<StudyDefinition> OfShortCheck(IReadOnlyList<StudyDefinition> studies, string folder)
    {
        List<StudyDefinition> chosen = [.. studies.Where(study => study.File.Smoke)];
        return chosen.Count > 0 ? chosen : throw new InputException($"No study in '{folder}' has \"smoke\": true. "
            + $"Run '{TypedCommand.Of("study list")}' to see the studies.");
    }

    private IEnumerable<CompletionItem> Complete(CompletionContext context)
    {
        var folder = context.ParseResult.GetValue(Folder)!;
        return Directory.Exists(folder)
            ? Directory.EnumerateDirectories(folder).Where(below => File.Exists(Path.Combine(below, StudyDefinition.FileName)))
                .Select(below => new CompletionItem(Path.GetFileName(below)))
            : [];
    }
}
