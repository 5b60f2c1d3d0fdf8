using System.CommandLine.Parsing;
using Experiments.Cli.Commands;
using Experiments.Cli.Commands.Studies;

namespace Experiments.Cli;

/// <summary>The program's commands. Every exception becomes a message and an exit code.</summary>
public static class CommandLine
{
    private static readonly Option<bool> s_debug = new("--debug")
    {
        Description = "Show the stack trace of an error.",
        Recursive = true,
    };

    private static readonly Option<string?> s_torch = CreateTorchOption();

    // Commands that use no tensors. They do not load libtorch, because loading takes half a second.
    private static readonly HashSet<string> s_withoutTorch = ["status", "cancel", "compare", "report", "list", "schema", "completion",
        "meanfield", "show", "study"];

    // The only command of 'study' that uses tensors.
    private const string StudyRun = "study run";

    /// <returns>One of <see cref="ExitCodes"/>.</returns>
    public static int Run(IReadOnlyList<string> arguments)
    {
        CxxPreload.KeepFromChildren(NativeFolder.OfProgram().Compatibility);
        var root = Create();
        var parsed = root.Parse(arguments);
        if (!AsksForHelp(parsed) && !SuggestDirective.Asks(parsed) && (parsed.Errors.Count > 0 || MistypedOptions(parsed).Count > 0))
            return Refuse(root, parsed);
        try
        {
            if (!AsksForHelp(parsed) && !SuggestDirective.Asks(parsed))
                ReadyTorch(parsed);
            return parsed.Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
        }
        catch (Exception failure)
        {
            return Failures.Report(failure, parsed.GetValue(s_debug));
        }
    }

    /// <summary>Creates all commands with their options, for <see cref="Run"/> and for tests.</summary>
    public static RootCommand Create()
    {
        var root = new RootCommand("Trains neural networks described in JSON, and measures how their initialisation changes the result.")
        {
            s_debug,
            s_torch,
        };
        // Without this name, the help would show the name of the assembly, which users do not type.
        root.HelpName = TypedCommand.Word;
        foreach (var verb in Verbs())
            root.Subcommands.Add(verb);
        NameArguments(root);
        Examples.AddTo(root);
        SuggestDirective.AddTo(root);
        return root;
    }

    /// <summary>Whether a command also writes its output into a folder. A dry run does not write into a folder.</summary>
    internal static bool KeepsResults(IReadOnlyList<string> arguments) =>
        VerbOf(Create().Parse(arguments)) is "run" or "sweep" or "worker" && !arguments.Contains("--dry-run");

    private static string VerbOf(ParseResult parsed) => CommandPath.Of(parsed.CommandResult.Command).Split(' ')[0];

    internal static bool UsesTorch(string verb) => !s_withoutTorch.Contains(verb);

    private static void ReadyTorch(ParseResult parsed)
    {
        var choice = parsed.GetValue(s_torch);
        if (VerbOf(parsed) is "sweep")
            TorchLoading.Choose(choice);
        else if (VerbOf(parsed) is { Length: > 0 } verb && (UsesTorch(verb) || CommandPath.Of(parsed.CommandResult.Command) == StudyRun))
            TorchStart.Begin(choice);
        else if (choice is not null)
            _ = TorchChoice.Create(choice, Environment.GetEnvironmentVariable, setUp: null);
    }

    private static Option<string?> CreateTorchOption()
    {
        var option = new Option<string?>(TorchChoice.Option)
        {
            Description = "Native library that TorchSharp uses: packages (TorchSharp's NuGet packages) or libtorch (the libtorch of "
                + $"this machine, or of the folder in {TorchChoice.LibtorchVariable}).",
            HelpName = "LIBRARY",
            Recursive = true,
        };
        option.CompletionSources.Add([.. TorchChoice.Words]);
        return option;
    }

    private static IEnumerable<Command> Verbs() =>
    [
        RunCommand.Create(),
        ShowCommand.Create(),
        SweepCommand.Create(),
        StatusCommand.Create(),
        CancelCommand.Create(),
        EvaluateCommand.Create(),
        PredictCommand.Create(),
        ExportPyTorchCommand.Create(),
        CompareCommand.Create(),
        ReportCommand.Create(),
        CheckCommand.Create(),
        ProbeCommand.Create(),
        MeanFieldCommand.Create(),
        StudyCommand.Create(),
        InitCommand.Create(),
        NewCommand.Create(),
        SchemaCommand.Create(),
        ListCommand.Create(),
        DataCommand.Create(),
        DoctorCommand.Create(),
        CompletionCommand.Create(),
        WorkerCommands.Create(),
    ];

    // Without a HelpName, the help would list the argument's completions, such as the files of the current folder.
    private static void NameArguments(Command command)
    {
        foreach (var argument in command.Arguments)
            argument.HelpName ??= argument.Name;
        foreach (var verb in command.Subcommands)
            NameArguments(verb);
    }

    private static bool AsksForHelp(ParseResult parsed) => parsed.Action is System.CommandLine.Help.HelpAction or ExamplesHelpAction;

    private static int Refuse(RootCommand root, ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        var path = CommandPath.Of(command);
        var given = parsed.UnmatchedTokens.FirstOrDefault(token => !token.StartsWith('-'));
        if (CommandList.Of(command).Count > 0 && (given is not null || parsed.UnmatchedTokens.Count == 0))
        {
            foreach (var line in CommandList.Lines(command, given))
                Console.Error.WriteLine(line);
            return ExitCodes.WrongInput;
        }

        var options = command.Options.Concat(root.Options.Where(option => option.Recursive)).Select(option => option.Name).ToList();
        var name = command == root ? TypedCommand.Word : path;
        foreach (var token in MistypedOptions(parsed))
            Console.Error.WriteLine(
                $"'{name}' has no option '{token}'{Names.DidYouMeanOrStop(token, options)} Its options: {string.Join(", ", options)}.");
        if (MistypedOptions(parsed).Count == 0)
        {
            foreach (var error in parsed.Errors.Where(
                error => !parsed.UnmatchedTokens.Any(token => error.Message.Contains($"'{token}'", StringComparison.Ordinal))))
                Console.Error.WriteLine(ParseErrors.InWords(error, parsed));
        }

        foreach (var token in parsed.UnmatchedTokens.Where(token => !token.StartsWith('-')))
            Console.Error.WriteLine($"'{path}' takes no further argument, but '{token}' is given.");
        Console.Error.WriteLine($"Run '{TypedCommand.Of($"{path} --help".TrimStart())}' for its usage.");
        return ExitCodes.WrongInput;
    }

    // Returns mistyped options. The parser reads an unknown option as an argument: 'run --quite' would look for a config named '--quite'.
    internal static List<string> MistypedOptions(ParseResult parsed) =>
        [.. parsed.CommandResult.Children.OfType<ArgumentResult>().SelectMany(argument => argument.Tokens.Select(token => token.Value))
            .Concat(parsed.UnmatchedTokens)
            .Where(token => token.Length > 1 && token[0] == '-')];
}
