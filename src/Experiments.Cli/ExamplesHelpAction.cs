using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Experiments.Cli;

/// <summary>Prints the help, then examples, then the exit codes.</summary>
public sealed class ExamplesHelpAction(HelpAction standard) : SynchronousCommandLineAction
{
    /// <inheritdoc/>
    public override bool ClearsParseErrors => true;

    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        var output = parseResult.InvocationConfiguration.Output;
        standard.Invoke(parseResult);
        output.WriteLine("Examples:");
        foreach (var example in Examples.Of(parseResult.CommandResult.Command))
            output.WriteLine($"  {Examples.AsTyped(example)}");
        output.WriteLine();
        output.WriteLine("Exit codes:");
        foreach (var (code, meaning) in ExitCodes.All)
            output.WriteLine($"  {code,-4} {meaning}");
        return ExitCodes.Done;
    }
}
