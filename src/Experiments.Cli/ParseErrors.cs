using System.CommandLine.Parsing;

namespace Experiments.Cli;

/// <summary>Rewrites the parser's errors, so that they name the missing argument or the expected value.</summary>
internal static partial class ParseErrors
{
    public static string InWords(ParseError error, ParseResult parsed)
    {
        var message = error.Message;
        if (WithoutValue().Match(message) is { Success: true } option)
            return $"{option.Groups[1].Value} needs a value{Expected(OptionNamed(parsed, option.Groups[1].Value))}.";
        if (MissingArgument(error) is { } missing)
            return $"{missing.Name} is missing after '{CommandPath.Of(parsed.CommandResult.Command)}'. {missing.Description}";
        if (OfAnotherType().Match(message) is { Success: true } value)
            return $"{value.Groups[2].Value} is '{value.Groups[1].Value}'; "
                + $"{(value.Groups[3].Value.Contains("Int", StringComparison.Ordinal) ? "a whole number" : "a number")} is expected.";
        return message;
    }

    /// <summary>Returns the missing argument; null for other errors.</summary>
    public static Argument? MissingArgument(ParseError error) =>
        error.SymbolResult is ArgumentResult { Tokens.Count: 0, Parent: CommandResult } missing ? missing.Argument : null;

    private static Option? OptionNamed(ParseResult parsed, string name) =>
        parsed.CommandResult.Command.Options.FirstOrDefault(option => option.Name == name);

    private static string Expected(Option? option) => option?.HelpName is { } name ? $", {name}" : "";

    [GeneratedRegex(@"^Required argument missing for option: '(.+)'\.$")]
    private static partial Regex WithoutValue();

    [GeneratedRegex(@"^Cannot parse argument '(.*)' for option '(.+)' as expected type '(.+)'\.$")]
    private static partial Regex OfAnotherType();
}
