using System.Runtime.CompilerServices;

namespace Experiments.Cli.Tests;

/// <summary>
/// Runs commands that only read and print in the process of the tests, through the program's entry point. A separate process takes one to
/// two seconds of processor time, mostly for just-in-time compilation. TorchTests and DataTests start most of these commands as separate
/// processes; evaluate, new and predict run only in this class.
/// </summary>
internal static class InProcess
{
    // Commands that run in this process. Commands that train, handle signals, start processes or need the program's path run in a separate
    // process.
    private static readonly string[] s_verbs = ["check", "compare", "evaluate", "export-pytorch", "init", "list", "meanfield", "new",
        "predict", "probe", "report", "schema", "show", "status"];

    private static readonly CapturedWriter s_output = new(Console.Out);
    private static readonly CapturedWriter s_error = new(Console.Error);

    internal static bool CanRun(IReadOnlyList<string> arguments) =>
        Console.IsOutputRedirected && Console.IsErrorRedirected && arguments.Count > 0 && s_verbs.Contains(arguments[0]);

    internal static Cli.Result Run(IReadOnlyList<string> arguments)
    {
        var (output, error) = (new StringWriter(), new StringWriter());
        (s_output.Target, s_error.Target) = (output, error);
        try
        {
            return new Cli.Result(CommandLine.Run(arguments), output.ToString(), error.ToString());
        }
        finally
        {
            (s_output.Target, s_error.Target) = (null, null);
        }
    }

    // The program keeps the console of its first write, so the console is replaced before all tests. The environment is the same as in
    // Cli.Start.
    [ModuleInitializer]
    internal static void Prepare()
    {
        Console.SetOut(s_output);
        Console.SetError(s_error);
        Environment.CurrentDirectory = Cli.Root;
        foreach (var (name, value) in Cli.Surroundings)
            Environment.SetEnvironmentVariable(name, value);
    }

    /// <summary>Writes to the current target; without a target, writes to the console.</summary>
    private sealed class CapturedWriter(TextWriter console) : TextWriter
    {
        public TextWriter? Target { get; set; }

        public override Encoding Encoding => console.Encoding;

        public override void Write(char value) => (Target ?? console).Write(value);

        public override void Write(char[] buffer, int index, int count) => (Target ?? console).Write(buffer, index, count);

        public override void Write(string? value) => (Target ?? console).Write(value);

        public override void Flush() => (Target ?? console).Flush();
    }
}
