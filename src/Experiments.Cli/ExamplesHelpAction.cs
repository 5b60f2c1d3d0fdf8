using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Experiments.Cli;

/// <summary>Help, then examples, then the exit codes.</summary>
/// <param name="standard">What prints the help itself.</param>
public sealed class ExamplesHelpAction(HelpAction standard) : SynchronousCommandLineAction
{
    /// <inheritdoc/>
    public override bool ClearsParseErrors => true;

    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        var output = parseResult.InvocationConfiguration.Output;
        output.Write(StandardHelp(parseResult).Replace(RootCommand.ExecutableName, "experiments", StringComparison.Ordinal));
        output.WriteLine("Examples:");
        foreach (var example in Examples.Of(parseResult.CommandResult.Command))
            output.WriteLine($"  {example}");
        output.WriteLine();
        output.WriteLine("Exit codes:");
        foreach (var (code, meaning) in ExitCodes.All)
            output.WriteLine($"  {code,-4} {meaning}");
        return ExitCodes.Done;
    }

    // The standard help calls the program by the name of its assembly, which nobody types.
    private string StandardHelp(ParseResult parseResult)
    {
        var output = parseResult.InvocationConfiguration.Output;
        using var text = new StringWriter();
        try
        {
            parseResult.InvocationConfiguration.Output = text;
            standard.Invoke(parseResult);
        }
        finally
        {
            parseResult.InvocationConfiguration.Output = output;
        }

        return text.ToString();
    }
}
