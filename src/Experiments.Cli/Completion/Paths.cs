using System.CommandLine.Completions;

namespace Experiments.Cli.Completion;

/// <summary>Completes names of files and folders.</summary>
internal static class Paths
{
    /// <summary>Completes config files and folders.</summary>
    public static IEnumerable<CompletionItem> Configs(CompletionContext context) =>
        Entries(context, file => Path.GetExtension(file) is ".json" or ".jsonc");

    public static IEnumerable<CompletionItem> Files(CompletionContext context) => Entries(context, _ => true);

    public static IEnumerable<CompletionItem> Folders(CompletionContext context) => Entries(context, _ => false);

    private static IEnumerable<CompletionItem> Entries(CompletionContext context, Func<string, bool> wanted)
    {
        var typed = context.WordToComplete;
        var start = typed[..(typed.LastIndexOfAny(['/', Path.DirectorySeparatorChar]) + 1)];
        var folder = new DirectoryInfo(start.Length == 0 ? "." : start);
        if (!folder.Exists)
            return [];
        var hidden = typed.Length > start.Length && typed[start.Length] == '.';
        return folder.EnumerateFileSystemInfos($"{typed[start.Length..]}*",
            new EnumerationOptions { IgnoreInaccessible = true, AttributesToSkip = FileAttributes.System,
                MatchCasing = MatchCasing.CaseSensitive })
            .Where(entry => hidden || !entry.Name.StartsWith('.'))
            .Where(entry => entry is DirectoryInfo || wanted(entry.Name))
            .OrderBy(entry => entry.Name, StringComparer.Ordinal)
            .Select(entry => new CompletionItem(start + entry.Name + (entry is DirectoryInfo ? "/" : "")));
    }
}
