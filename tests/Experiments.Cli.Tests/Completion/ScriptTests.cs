namespace Experiments.Cli.Tests.Completion;

/// <summary>Tests the completion scripts in the shells of this machine.</summary>
public class ScriptTests
{
    public static TheoryData<string> Shells => new("bash", "zsh", "fish", "pwsh");

    [Theory]
    [MemberData(nameof(Shells))]
    public void A_script_is_printed_for_each_shell_and_names_the_program_by_its_full_path(string shell)
    {
        var result = Cli.Run("completion", shell);
        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Contains(Path.Combine(AppContext.BaseDirectory, "Experiments.Cli.dll"), result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("@PROGRAM@", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_shell_is_refused_with_the_nearest_name() =>
        Assert.Contains("did you mean 'bash'?", Cli.Run("completion", "bsh").Error, StringComparison.Ordinal);

    // Sets the variables as readline does; bash also splits words at =.
    [SkippableTheory]
    [InlineData("experiments ch", "check")]
    [InlineData("experiments run configs/digits-m", "configs/digits-mlp.json")]
    [InlineData("./run.sh run configs/digits-mlp.json --re", "--resume")]
    [InlineData("./run.sh list sche", "schedule scheme")]
    [InlineData("experiments run x.json --set optimizer.mom", "optimizer.momentum= optimizer.momentum_decay=")]
    [InlineData("experiments run x.json --set precision=", "bfloat16 float32 float64")]
    [InlineData("experiments run x.json --set precision=float3", "float32")]
    public void Bash_completes(string line, string words)
    {
        Skip.If(Find("bash") is null, "bash is not here.");
        const string program =
            """
            eval "$SCRIPT"
            COMP_LINE=$LINE COMP_POINT=${#LINE} COMP_WORDS=($LINE) COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
            complete -p ./run.sh experiments run.sh >/dev/null || exit 9
            _experiments
            echo "${COMPREPLY[*]}"
            """;
        Assert.Equal(words + "\n", Run("bash", program, line, "bash"));
    }

    [SkippableFact]
    public void Bash_gets_a_name_with_a_blank_as_one_word()
    {
        Skip.If(Find("bash") is null, "bash is not here.");
        using var folder = new TemporaryFolder();
        folder.Write("sp ace.json", "{}");
        const string program =
            """
            eval "$SCRIPT"
            COMP_LINE=$LINE COMP_POINT=${#LINE} COMP_WORDS=($LINE) COMP_CWORD=2
            _experiments
            eval "set -- ${COMPREPLY[*]}"
            echo "$#:$1"
            """;
        Assert.Equal($"1:{folder.Path}/sp ace.json\n", Run("bash", program, $"experiments run {folder.Path}/sp", "bash"));
    }

    [SkippableTheory]
    [InlineData("experiments ch", "check\n")]
    [InlineData("run.sh run configs/digits-m", "configs/digits-mlp.json\n")]
    [InlineData("experiments run x.json --set precision=", "precision=bfloat16\nprecision=float32\nprecision=float64\n")]
    public void Fish_completes(string line, string words)
    {
        Skip.If(Find("fish") is null, "fish is not here.");
        Assert.Equal(words, Run("fish", "echo $SCRIPT | source; complete -C \"$LINE\"", line, "fish"));
    }

    // The command compadd works only in a line editor, so a function of the same name replaces it and prints its arguments.
    [SkippableTheory]
    [InlineData("experiments ch", "check\n")]
    [InlineData("experiments run configs/digits-m", "configs/digits-mlp.json\n")]
    [InlineData("experiments run x.json --set precision=", "precision=bfloat16\nprecision=float32\nprecision=float64\n")]
    [InlineData("experiments run con", "configs/\n")]
    public void Zsh_completes(string line, string words)
    {
        Skip.If(Find("zsh") is null, "zsh is not here.");
        const string program =
            """
            compdef() { :; }
            compadd() { [[ $1 == -S ]] && shift 2; shift; print -rl -- "$@"; }
            eval "$SCRIPT"
            words=("${(@s: :)LINE}") CURRENT=${#words} PREFIX=${words[-1]}
            _experiments
            """;
        Assert.Equal(words, Run("zsh", program, line, "zsh"));
    }

    private static string Run(string shell, string program, string line, string script)
    {
        var start = new ProcessStartInfo(Find(shell)!) { RedirectStandardOutput = true, RedirectStandardError = true,
            WorkingDirectory = Cli.Root };
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add(program);
        start.Environment["LINE"] = line;
        start.Environment["SCRIPT"] = Cli.Run("completion", script).Output;
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.Equal("", error.Result);
        return output;
    }

    private static string? Find(string shell) => Environment.GetEnvironmentVariable("PATH")!.Split(Path.PathSeparator)
        .Select(folder => Path.Combine(folder, shell)).FirstOrDefault(File.Exists);
}
