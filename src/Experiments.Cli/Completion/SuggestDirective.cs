using System.CommandLine.Invocation;
using System.CommandLine.Parsing;

namespace Experiments.Cli.Completion;

/// <summary>
/// <c>[suggest:POSITION] LINE</c>: prints the possible words at a position of a command line, one per line, for the completion scripts.
/// LINE does not include the program's name.
/// </summary>
internal static class SuggestDirective
{
    // Other spellings of --help. The suggestions do not include them, because they would only make the list longer.
    private static readonly string[] s_dropped = ["-?", "-h", "/?", "/h"];

    /// <summary>Replaces the directive of System.CommandLine.</summary>
    public static void AddTo(RootCommand root)
    {
        foreach (var own in root.Directives.OfType<System.CommandLine.Completions.SuggestDirective>().ToList())
            root.Directives.Remove(own);
        var directive = new Directive("suggest");
        directive.Action = new Suggestion(root, directive);
        root.Directives.Add(directive);
    }

    public static bool Asks(ParseResult parsed) => parsed.Action is Suggestion;

    /// <summary>Returns the possible words at the end of a line. Options are offered after '-', and if no other word is possible.</summary>
    public static IReadOnlyList<string> Words(RootCommand root, string line)
    {
        var typed = line[(line.LastIndexOfAny([' ', '\t']) + 1)..];
        var parsed = root.Parse(line);
        var words = parsed.GetCompletions(line.Length).Select(item => item.InsertText ?? item.Label)
            .Where(word => word.StartsWith(typed, StringComparison.Ordinal) && !s_dropped.Contains(word)).Distinct().ToList();
        var plain = words.Where(word => !word.StartsWith('-')).ToList();
        var begun = typed.StartsWith('-') || (typed.Length == 0 && HasAllArguments(parsed));
        return plain.Count > 0 && !begun ? plain : [.. words.Except(begun ? plain : [])];
    }

    // Whether all arguments of the command and the values of all its options are given.
    private static bool HasAllArguments(ParseResult parsed)
    {
        var arguments = parsed.CommandResult.Command.Arguments;
        var waits = parsed.Tokens is [.., { Type: TokenType.Option } last]
            && parsed.CommandResult.Command.Options.Any(option => option.Name == last.Value && option.ValueType != typeof(bool));
        return !waits && arguments.Count > 0 && arguments.All(argument => parsed.GetResult(argument)?.Tokens.Count > 0);
    }

    private sealed class Suggestion(RootCommand root, Directive directive) : SynchronousCommandLineAction
    {
        public override bool ClearsParseErrors => true;

        public override int Invoke(ParseResult parseResult)
        {
            var line = parseResult.Tokens.LastOrDefault(token => token.Type != TokenType.Directive)?.Value ?? "";
            var position = parseResult.GetResult(directive)?.Values is [var value, ..] && int.TryParse(value, out var given)
                ? Math.Clamp(given, 0, line.Length)
                : line.Length;
            foreach (var word in Words(root, line[..position]))
                parseResult.InvocationConfiguration.Output.Write(word + "\n");
            return ExitCodes.Done;
        }
    }
}
