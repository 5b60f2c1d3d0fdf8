namespace Experiments.Cli.Tests;

public sealed class CommandLineTests
{
    private static string Known =>
        string.Join(", ", CommandLine.Create().Subcommands.Where(verb => !verb.Hidden).Select(verb => verb.Name));

    public static TheoryData<string> Verbs() => new(CommandLine.Create().Subcommands.Where(verb => !verb.Hidden).Select(verb => verb.Name));

    // A sweep always resumes. The command accepts --resume, as 'run' does, but --help does not list this option.
    [Fact]
    public void A_sweep_accepts_the_option_resume()
    {
        var parsed = CommandLine.Create().Parse(["sweep", "sweep.json", "--resume"]);
        Assert.Empty(parsed.Errors);
        Assert.Empty(CommandLine.MistypedOptions(parsed));
        Assert.DoesNotContain("--resume", Cli.Run("sweep", "--help").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void The_readme_shows_every_verb()
    {
        var readme = File.ReadAllText(Path.Combine(Cli.Root, "README.md"));
        Assert.All(Known.Split(", "), verb => Assert.Matches($@"(run\.sh|experiments) {verb}\b", readme));
    }

    [Fact]
    public void Help_names_every_verb_and_every_exit_code()
    {
        var help = Cli.Run("--help");
        Assert.Equal(0, help.ExitCode);
        Assert.All(CommandLine.Create().Subcommands.Where(verb => !verb.Hidden),
            verb => Assert.Contains(verb.Name, help.Output, StringComparison.Ordinal));
        foreach (var code in new[] { "0", "1", "2", "3", "4", "130" })
            Assert.Matches($@"(?m)^  {code} +\w", help.Output);
    }

    [Theory]
    [MemberData(nameof(Verbs))]
    public void Help_of_a_verb_shows_an_example_of_it(string verb)
    {
        var help = Cli.Run(verb, "--help");
        Assert.Equal(0, help.ExitCode);
        Assert.Contains($"  experiments {verb}", help.Output, StringComparison.Ordinal);
        // The help must show the argument's name, not its completions.
        Assert.All(CommandLine.Create().Subcommands.Single(one => one.Name == verb).Arguments,
            argument => Assert.Contains($"<{argument.Name}>", help.Output, StringComparison.Ordinal));
        Assert.DoesNotContain("Experiments.Cli", help.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("rnu", "run")]
    [InlineData("chekc", "check")]
    [InlineData("docter", "doctor")]
    public void A_mistyped_command_suggests_the_right_one_and_lists_all(string given, string meant)
    {
        var result = Cli.Run(given);
        Assert.Equal(2, result.ExitCode);
        var lines = result.Error.Split(Environment.NewLine);
        Assert.Equal($"'{given}' is not a command; did you mean '{meant}'? The commands are:", lines[0]);
        AssertListed(lines);
    }

    [Fact]
    public void A_word_unlike_any_command_gets_the_list_without_a_suggestion()
    {
        var result = Cli.Run("everything");
        Assert.Equal(2, result.ExitCode);
        Assert.StartsWith("'everything' is not a command. The commands are:", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_command_the_commands_are_listed()
    {
        var result = Cli.Run();
        Assert.Equal(2, result.ExitCode);
        var lines = result.Error.Split(Environment.NewLine);
        Assert.Equal("A command is missing. The commands are:", lines[0]);
        Assert.Contains("  run             Train the network of a config and write a run folder", lines);
        Assert.Contains("  sweep           Run the unfinished cells of a sweep on all cores or GPUs", lines);
        AssertListed(lines);
    }

    [Fact]
    public void Commands_are_printed_as_the_program_was_started()
    {
        var surroundings = new Dictionary<string, string> { ["EXPERIMENTS_COMMAND"] = "../my/run.sh" };
        Assert.Contains("Run '../my/run.sh COMMAND --help' for details.", Cli.Run([], surroundings).Error, StringComparison.Ordinal);
        Assert.Contains("Run '../my/run.sh run --help' for its usage.", Cli.Run(["run"], surroundings).Error, StringComparison.Ordinal);
        var help = Cli.Run(["data", "fetch", "--help"], surroundings).Output;
        Assert.Contains("  ../my/run.sh data fetch all --root /srv/datasets", help, StringComparison.Ordinal);
        Assert.Contains("EXPERIMENTS_MIRROR=https://mirror.example.org/datasets ../my/run.sh data fetch cifar10", help,
            StringComparison.Ordinal);
        Assert.DoesNotContain("experiments data", help, StringComparison.Ordinal);
    }

    // The program prints commands in the form that the user can type. Records and examples keep the program's name.
    [Fact]
    public void No_message_names_a_command_with_a_fixed_program_name()
    {
        var command = new Regex($@"(experiments|run\.sh|run\.ps1) (--torch|{Known.Replace(", ", "|", StringComparison.Ordinal)})\b");
        Assert.Matches(command, "\"'experiments check' lists\"");
        var fixedly = Directory.EnumerateFiles(Path.Combine(Cli.Root, "src"), "*.cs", SearchOption.AllDirectories)
            .Where(file => Path.GetFileName(file) != "Examples.cs")
            .SelectMany(file => File.ReadLines(file).Where(line => !line.TrimStart().StartsWith("//", StringComparison.Ordinal)
                && command.IsMatch(line)).Select(line => $"{Path.GetFileName(file)}: {line.Trim()}"));
        Assert.Empty(fixedly);
    }

    // Each line has a padded command name and one sentence, and fits into 80 columns.
    private static void AssertListed(string[] lines)
    {
        var known = Known.Split(", ");
        Assert.Equal(known, lines[1..^2].Select(line => line.Trim().Split(' ')[0]));
        Assert.All(lines, line => Assert.InRange(line.Length, 0, 80));
        Assert.Equal("Run 'experiments COMMAND --help' for details.", lines[^2]);
    }

    [Theory]
    [InlineData("evaluate", "RUN is missing after 'evaluate'. The run folder, with config.json and summary.json.")]
    [InlineData("run configs/digits-mlp.json --seed", "--seed needs a value, N.")]
    [InlineData("sweep x.json --workers two", "--workers is 'two'; a whole number is expected.")]
    public void A_missing_value_or_a_wrong_number_gives_one_sentence(string arguments, string sentence)
    {
        var result = Cli.Run(arguments.Split(' '));
        Assert.Equal(2, result.ExitCode);
        Assert.Equal(sentence, result.Error.Split(Environment.NewLine)[0]);
    }

    [Fact]
    public void A_mistyped_option_suggests_the_right_one()
    {
        var result = Cli.Run("run", "configs/digits-mlp.json", "--quite");
        Assert.Equal(2, result.ExitCode);
        Assert.Contains("'run' has no option '--quite'; did you mean '--quiet'?", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_config_argument_gives_one_sentence()
    {
        var result = Cli.Run("check");
        Assert.Equal(2, result.ExitCode);
        Assert.Contains("'check'", result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_config_is_named()
    {
        var result = Cli.Run("run", "configs/nowhere.json");
        Assert.Equal(2, result.ExitCode);
        Assert.Contains("configs/nowhere.json", result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Debug_shows_the_stack_trace()
    {
        var result = Cli.Run("run", "configs/nowhere.json", "--debug");
        Assert.Equal(2, result.ExitCode);
        Assert.Contains("   at Experiments.", result.Error, StringComparison.Ordinal);
    }
}
