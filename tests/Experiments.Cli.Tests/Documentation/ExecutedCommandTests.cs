namespace Experiments.Cli.Tests.Documentation;

/// <summary>Executes the commands of the README, the tutorial, the recipes and the help, in order, in a copy of the repository's
/// folders.</summary>
public sealed class ExecutedCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    public static TheoryData<string> Pages => new(DocumentedCommands.Pages);

    [SkippableTheory]
    [MemberData(nameof(Pages))]
    public void Every_quick_command_has_the_expected_exit_code(string page) => Execute(page, DocumentedCommands.IsFast);

    [SkippableTheory]
    [Trait("Category", "Slow")]
    [MemberData(nameof(Pages))]
    public void Every_slow_command_has_the_expected_exit_code(string page) =>
        Execute(page, command => !DocumentedCommands.IsFast(command) || DocumentedCommands.IsSetUp(command));

    // This test does not shorten the runs: the command evaluate names an earlier run by its identity, which depends on the number of
    // epochs.
    [SkippableFact]
    [Trait("Category", "Slow")]
    public void Every_example_in_the_help_has_the_expected_exit_code()
    {
        SetUp(isCut: false);
        Execute("--help", DocumentedCommands.InHelp());
    }

    [SkippableFact]
    public void A_command_that_fails_is_found()
    {
        SetUp(isCut: true);
        Assert.Equal(0, Run("./run.sh list scheme").ExitCode);
        Assert.Equal(2, Run("experiments check configs/digits-mpl.json").ExitCode);
        Assert.Equal(2, Run("./run.sh chek configs/digits-mlp.json").ExitCode);
        Assert.Equal(2, RunInShell("./run.sh check configs/digits-mpl.json").ExitCode);
    }

    [Fact]
    public void Every_reason_not_to_execute_a_command_has_its_command()
    {
        var commands = DocumentedCommands.Pages.SelectMany(page => DocumentedCommands.In(new MarkdownPage(page)))
            .Concat(DocumentedCommands.InHelp()).ToList();
        Assert.All(DocumentedCommands.NotExecuted, command => Assert.Contains(commands, command.IsMatch));
        Assert.True(commands.Count(DocumentedCommands.IsExecuted) > commands.Count / 2);
    }

    [Fact]
    public void Every_command_that_is_not_executed_has_the_arguments_and_options_that_it_needs()
    {
        var lines = DocumentedCommands.Pages.Append("README.zh-CN.md").SelectMany(page => DocumentedCommands.In(new MarkdownPage(page)))
            .Where(command => !DocumentedCommands.IsExecuted(command)).Select(ShellLine.Parse).OfType<ShellLine>().ToList();
        Assert.Contains(lines, line => line.Arguments[0] == "predict");
        Assert.All(lines, line => Assert.Empty(CommandLine.Create().Parse(line.Arguments).Errors));
    }

    [Fact]
    public void A_block_is_split_into_commands()
    {
        Assert.Equal(["for a in 1 2; do\n  ls\ndone", "pwd", "ls \\\n  -a"],
            DocumentedCommands.Statements("for a in 1 2; do\n  ls\ndone\npwd\n\nls \\\n  -a"));
        Assert.Equal(["./run.sh list"], DocumentedCommands.Statements("$ ./run.sh list\nrelu\ntanh"));
    }

    private void Execute(string page, Predicate<string> chosen)
    {
        SetUp(isCut: true);
        Execute(page, DocumentedCommands.In(new MarkdownPage(page)).Where(command => chosen(command)));
    }

    private void Execute(string page, IEnumerable<string> commands)
    {
        foreach (var command in commands.Where(DocumentedCommands.IsExecuted))
        {
            var result = Run(command);
            Assert.True(result.ExitCode == DocumentedCommands.ExitCode(command),
                $"{page}: {command}\nended with {result.ExitCode}:\n{result.Output}\n{result.Error}");
        }
    }

    // In the copy, run.sh starts the tests' build of the program. A shortened run takes one epoch, because the test checks the command and
    // not the result.
    private void SetUp(bool isCut)
    {
        Skip.If(OperatingSystem.IsWindows(), "The documented commands are written for a POSIX shell.");
        foreach (var folder in new[] { "configs", "data", "experiments" })
            Copy(Path.Combine(Cli.Root, folder), Path.Combine(_folder.Path, folder));
        var cut = isCut ? "[ \"$1\" != run ] || set -- \"$@\" --set training.epochs=1\n" : "";
        var start = $"#!/usr/bin/env bash\n{cut}exec {Cli.ShellCommand} \"$@\"\n";
        _folder.Write("run.sh", start);
        _folder.Write("configs/my-policy.json", new MarkdownPage("docs/tutorial.md").Blocks.Single(block => block.Language == "json").Text);
    }

    // Runs a command in this process, which saves a second.
    private Cli.Result Run(string command)
    {
        if (!DocumentedCommands.IsSimple(command) || ShellLine.Parse(command) is not { } line || !InProcess.CanRun(line.Arguments))
            return RunInShell(command);
        Environment.CurrentDirectory = _folder.Path;
        try
        {
            return InProcess.Run(line.Arguments);
        }
        finally
        {
            Environment.CurrentDirectory = Cli.Root;
        }
    }

    private Cli.Result RunInShell(string command)
    {
        var start = new ProcessStartInfo("bash")
        {
            WorkingDirectory = _folder.Path,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add($"chmod +x run.sh\nexperiments() {{ ./run.sh \"$@\"; }}\n{command}");
        foreach (var (name, value) in Cli.Surroundings)
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new Cli.Result(process.ExitCode, output, error.Result);
    }

    private static void Copy(string from, string to)
    {
        foreach (var file in Directory.GetFiles(from, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }
}
