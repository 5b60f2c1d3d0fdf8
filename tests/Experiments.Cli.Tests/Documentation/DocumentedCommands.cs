namespace Experiments.Cli.Tests.Documentation;

/// <summary>Finds the shell commands of a page: first in code blocks, then in sentences.</summary>
internal static partial class DocumentedCommands
{
    // Commands that the test does not execute, with the reason.
    private static readonly (Regex Command, string Reason)[] s_notExecuted =
    [
        (NeedsReader(), "names a file or a run of the reader"),
        (NeedsGpu(), "needs a GPU; test.sh --gpu and the placement tests execute such commands"),
        (new Regex("LIBTORCH=", RegexOptions.Compiled), "sets the variable for the reader's PyTorch, and computes nothing"),
        (new Regex(@"^\./test\.sh", RegexOptions.Compiled), "runs this test"),
        (new Regex("--launcher slurm", RegexOptions.Compiled), "needs a cluster; SlurmLauncherTests simulate one"),
        (new Regex("data fetch", RegexOptions.Compiled), "uses the network; DataTests fetch from a local server"),
        (new Regex(@"check bad\.json", RegexOptions.Compiled), "CommandTests executes it and compares what it prints"),
        (new Regex(@"--pool optimizer\.lr,data", RegexOptions.Compiled), "needs runs of several learning rates and data sets"),
        (new Regex(@">> ~/|\| source", RegexOptions.Compiled), "changes the reader's shell"),
    ];

    // Commands with an expected exit code other than 0.
    private static readonly (Regex Command, int ExitCode)[] s_exitCodes =
    [
        (new Regex("^diff ", RegexOptions.Compiled), 1),
        (new Regex(@"digits-deep\.json --set model\.residual=post$", RegexOptions.Compiled), 4),
    ];

    internal static IReadOnlyList<Regex> NotExecuted { get; } = [.. s_notExecuted.Select(row => row.Command)];

    /// <summary>Pages whose commands are executed.</summary>
    internal static IEnumerable<string> Pages => MarkdownPage.All.Where(path => path is "README.md" or "docs/tutorial.md"
        || path.StartsWith("docs/recipes/", StringComparison.Ordinal));

    internal static IEnumerable<string> In(MarkdownPage page) =>
        page.Blocks.Where(block => block.Language.Length == 0).SelectMany(block => Statements(block.Text))
            .Concat(page.Sections.SelectMany(MarkdownPage.CodeSpans).Where(span => Call().IsMatch(span)));

    /// <summary>Examples in the help of all commands.</summary>
    internal static IEnumerable<string> InHelp() =>
        CommandLine.Create().Subcommands.Where(verb => !verb.Hidden).SelectMany(verb => Cli.Run(verb.Name, "--help").Output.Split('\n'))
            .Select(line => line.Trim()).Where(line => line.StartsWith("experiments ", StringComparison.Ordinal)
                && !line.EndsWith("[options]", StringComparison.Ordinal));

    /// <summary>Splits a block into commands. A loop is one command, and lines joined by backslashes are one command. In a block with
    /// prompts, lines without a prompt are output.</summary>
    internal static IEnumerable<string> Statements(string block)
    {
        var lines = block.Split('\n').Where(line => line.Length > 0).ToList();
        if (lines.Exists(IsPrompt))
            lines = [.. lines.Where(IsPrompt).Select(line => line[2..])];
        var open = new List<string>();
        foreach (var line in lines)
        {
            open.Add(line);
            var isLoop = open[0].StartsWith("for ", StringComparison.Ordinal);
            if (isLoop ? line == "done" : !line.EndsWith('\\'))
            {
                yield return string.Join('\n', open);
                open.Clear();
            }
        }
        if (open.Count > 0)
            yield return string.Join('\n', open);
    }

    internal static bool IsExecuted(string command) => !s_notExecuted.Any(row => row.Command.IsMatch(command));

    /// <summary>Whether the command takes at most about a second, and needs no result of a slow command.</summary>
    internal static bool IsFast(string command) => Fast().IsMatch(command);

    /// <summary>Whether the command writes a file that later commands read.</summary>
    internal static bool IsSetUp(string command) => Written().IsMatch(command);

    /// <summary>Whether the command needs no shell.</summary>
    internal static bool IsSimple(string command) => !NeedsShell().IsMatch(command);

    internal static int ExitCode(string command) => s_exitCodes.FirstOrDefault(row => row.Command.IsMatch(command)).ExitCode;

    private static bool IsPrompt(string line) => line.StartsWith("$ ", StringComparison.Ordinal);

    [GeneratedRegex(@"^(\./run\.sh|\./test\.sh|experiments) \S|^[A-Z_]+=\S+ \./run\.sh ")]
    private static partial Regex Call();

    [GeneratedRegex(@"^(\./run\.sh|experiments) (check|new|init|list|schema|meanfield|data list|completion) ?[^\n]*$")]
    private static partial Regex Fast();

    [GeneratedRegex(@"^(\./run\.sh|experiments) (new|init) ")]
    private static partial Regex Written();

    [GeneratedRegex("[|<>\n]")]
    private static partial Regex NeedsShell();

    [GeneratedRegex(@"\b(RUN|CONFIG|FILE|FOLDER)\b|wrapped\.safetensors|prices\.csv|runs/prices| sweep\.json|sweeps/rates")]
    private static partial Regex NeedsReader();

    [GeneratedRegex("--device cuda")]
    private static partial Regex NeedsGpu();
}
