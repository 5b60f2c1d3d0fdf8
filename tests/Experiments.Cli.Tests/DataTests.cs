using Experiments.Tests.Data.Download;

namespace Experiments.Cli.Tests;

/// <summary>Tests <c>data</c>, and the other commands when a data set is missing. No request leaves this machine.</summary>
public sealed class DataTests : IDisposable
{
    private static readonly RemoteFile First = DataCatalogue.Kmnist.Files[0];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    // Hides the user's cache. The program then finds only the data sets of the repository and of Debian's packages, which do not include
    // kmnist and cifar.
    private Dictionary<string, string> Nothing => new() { ["XDG_CACHE_HOME"] = _folder.Path, ["EXPERIMENTS_DATA"] = "" };

    private Dictionary<string, string> Mirror(FaultyServer server) =>
        new(Nothing) { ["EXPERIMENTS_OFFLINE"] = "0", ["EXPERIMENTS_MIRROR"] = server.Address("/sets").AbsoluteUri };

    private string Config(string data) =>
        _folder.Write("c.json",
            $$"""{ "name": "c", "data": { "kind": "{{data}}" }, "model": { "kind": "softmax_regression" }, "training": { "steps": 1 } }""");

    [Fact]
    public void List_shows_folder_and_licence_of_every_data_set()
    {
        var result = Cli.Run(["data", "list"], Nothing);
        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.All(DataRegistry.Instance.Rows, row => Assert.Matches($@"(?m)^{row.Name}\s", result.Output));
        Assert.Matches(@"(?m)^digits\s+/\S*data/digits\s+ships with the program", result.Output);
        Assert.Matches(@"(?m)^cifar10\s+not here\s+170\.1 MB\s+none stated", result.Output);
        Assert.Matches(@"(?m)^kmnist\s+not here\s+21\.2 MB\s+CC BY-SA 4\.0\s+http", result.Output);
    }

    [SkippableTheory]
    [InlineData(80)]
    [InlineData(100)]
    [InlineData(120)]
    public void List_shows_whole_names_sizes_and_licences_on_a_terminal(int columns)
    {
        Skip.IfNot(OperatingSystem.IsLinux() && File.Exists("/usr/bin/script"),
            "There is no program 'script' here, which gives a terminal.");
        var start = new ProcessStartInfo("/usr/bin/script",
            ["-qc", $"stty cols {columns.ToString(CultureInfo.InvariantCulture)}; {Cli.ShellCommand} data list",
                "/dev/null"]) { RedirectStandardOutput = true };
        foreach (var (name, value) in Nothing)
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var output = Regex.Replace(process.StandardOutput.ReadToEnd(), @"\x1b(\[[?0-9;]*[A-Za-z]|[=>])", "").ReplaceLineEndings("\n");
        Assert.All(DataRegistry.Instance.Rows, row => Assert.Matches($@"(?m)^{row.Name}\s", output));
        Assert.Matches(@"(?m)^kmnist\s+21\.2 MB\s+CC BY-SA 4\.0\s+not here", output);
        Assert.All(output.Split('\n'), line => Assert.InRange(line.Length, 0, columns));
    }

    [SkippableFact]
    public void A_read_only_folder_with_an_old_lock_gives_one_sentence_without_waiting()
    {
        _folder.Write(".fetch.lock", "");
        var mount = $"mount --bind '{_folder.Path}' '{_folder.Path}' && mount -o remount,ro,bind '{_folder.Path}'";
        Skip.IfNot(OperatingSystem.IsLinux() && Shell($"unshare -rm /bin/sh -c \"{mount}\"").ExitCode == 0,
            "A folder can't be mounted read-only here.");
        var (exitCode, error) =
            Shell($"unshare -rm /bin/sh -c \"{mount} && EXPERIMENTS_OFFLINE=0 EXPERIMENTS_MIRROR=http://localhost:9 timeout 60 "
                + $"{Cli.ShellCommand} data fetch kmnist --root '{_folder.Path}'\"");
        Assert.Equal(3, exitCode);
        Assert.StartsWith($"The data folder '{_folder.Path}' can't be written: Read-only file system", error.TrimEnd().Split('\n')[^1],
            StringComparison.Ordinal);
    }

    private static (int ExitCode, string Error) Shell(string command)
    {
        using var process = Process.Start(
            new ProcessStartInfo("/bin/sh", ["-c", command]) { RedirectStandardError = true, RedirectStandardOutput = true })!;
        var error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, error);
    }

    [Fact]
    public void An_offline_fetch_exits_with_3()
    {
        var byVariable = Cli.Run(["data", "fetch", "kmnist"], Nothing);
        var byOption = Cli.Run(["data", "fetch", "kmnist", "--offline"], new(Nothing) { ["EXPERIMENTS_OFFLINE"] = "" });
        Assert.Equal(3, byVariable.ExitCode);
        Assert.Equal($"kmnist is not on this machine, and --offline or EXPERIMENTS_OFFLINE forbids the download. Run 'experiments data "
            + $"fetch kmnist' with network access.{Environment.NewLine}", byVariable.Error);
        Assert.Equal(byVariable, byOption);
    }

    [Fact]
    public void An_offline_run_names_the_command_to_fetch_and_exits_with_3()
    {
        var result = Cli.Run(["run", Config("cifar10")], Nothing);
        Assert.Equal(3, result.ExitCode);
        Assert.Matches(@"^The data set cifar10 is not complete on this machine: .*run 'experiments data fetch cifar10'\.\s*$",
            result.Error);
    }

    [Theory]
    [InlineData("kmnits", "'kmnits' is not a data set to fetch; did you mean 'kmnist'? Data sets to fetch: mnist, fashion_mnist, kmnist, "
        + "cifar10, cifar100, all.")]
    [InlineData("digits", "'digits' needs no download. Data sets to fetch: mnist, fashion_mnist, kmnist, cifar10, cifar100, all.")]
    public void A_name_without_a_download_is_a_wrong_input(string name, string sentence)
    {
        var result = Cli.Run("data", "fetch", name);
        Assert.Equal((2, sentence + Environment.NewLine), (result.ExitCode, result.Error));
    }

    [Fact]
    public void A_missing_or_mistyped_command_after_data_lists_the_commands()
    {
        Assert.StartsWith("A command is missing after 'data'. The commands are:", Cli.Run("data").Error, StringComparison.Ordinal);
        Assert.StartsWith("'fecth' is not a command of 'data'; did you mean 'fetch'? The commands are:", Cli.Run("data", "fecth").Error,
            StringComparison.Ordinal);
        Assert.Contains("  experiments data fetch ", Cli.Run("data", "fetch", "--help").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void An_existing_data_set_is_not_fetched()
    {
        using var server = new FaultyServer(_ => Answer.Of(404, [], Answer.Length(0)));
        foreach (var name in DataCatalogue.Cifar100.Archive!.Files)
            _folder.Write($"cifar-100-binary/{name}", "x");
        var result = Cli.Run(["data", "fetch", "cifar100", "--root", _folder.Path], Mirror(server));
        Assert.Equal((0, $"cifar100 is here: {Path.Combine(_folder.Path, "cifar-100-binary")}{Environment.NewLine}"),
            (result.ExitCode, result.Output));
        Assert.Empty(server.Requests);
    }

    [Fact]
    public void A_first_run_announces_its_download_and_rejects_wrong_bytes()
    {
        using var server = new FaultyServer(asked => Answer.Right(asked, new byte[First.Size]));
        var result = Cli.Run(["run", Config("kmnist")], Mirror(server));
        Assert.Equal(3, result.ExitCode);
        var lines = result.Error.TrimEnd().Split(Environment.NewLine);
        var target = Path.Combine(_folder.Path, "experiments", "kmnist");
        Assert.Equal($"kmnist is not on this machine: fetching 21.2 MB from {server.Address("/").AbsoluteUri.TrimEnd('/')} to {target} "
            + $"(forbid this with --offline or EXPERIMENTS_OFFLINE=1).", lines[0]);
        Assert.Matches($"^{First.Name} can't be fetched: http://localhost:[0-9]+/sets/kmnist/{First.Name} sent a wrong "
            + $"file: its MD5 is [0-9a-f]{{32}}, but {First.Md5} is expected\\.$", lines[^1]);
        Assert.False(Directory.Exists(target));
        Assert.Equal("/sets/kmnist/" + First.Name, Assert.Single(server.Requests).Path);
    }

    [Fact]
    public void Check_continues_without_data_that_it_could_not_fetch()
    {
        using var server = new FaultyServer(_ => Answer.Of(410, [], Answer.Length(0)));
        var result = Cli.Run(["check", Config("kmnist")], Mirror(server));
        Assert.Equal(0, result.ExitCode);
        Assert.Contains("no data here", result.Output, StringComparison.Ordinal);
        Assert.Contains("answered 410 Gone", result.Output, StringComparison.Ordinal);
        Assert.Contains("classifier.0", result.Output, StringComparison.Ordinal);
    }

    public static TheoryData<string[]> VerbsThatReadData => new()
    {
        new[] { "run", "CONFIG" },
        new[] { "run", "CONFIG", "--quiet" },
        new[] { "probe", "CONFIG", "--input", "data" },
        new[] { "init", "CONFIG", "--set", "init.weight=lsuv", "--out", "weights.safetensors" },
        new[] { "sweep", "SWEEP", "--dry-run" },
    };

    [Theory]
    [MemberData(nameof(VerbsThatReadData))]
    public void Every_command_that_reads_data_fetches_it_on_first_use_but_not_offline(string[] verb)
    {
        using var server = new FaultyServer(_ => Answer.Of(410, [], Answer.Length(0)));
        var config = Config("kmnist");
        var sweep = _folder.Write("s.json", $$"""{ "name": "s", "base": "{{Path.GetFileName(config)}}", "axes": [{ "seeds": 2 }] }""");
        string[] arguments = [.. verb.Select(word => word switch { "CONFIG" => config, "SWEEP" => sweep,
            "weights.safetensors" => Path.Combine(_folder.Path, word), _ => word })];
        var offline = Cli.Run([.. arguments, "--offline"], Mirror(server));
        Assert.Equal((3, 0), (offline.ExitCode, server.Requests.Count));
        Assert.Contains("'experiments data fetch kmnist'", offline.Error, StringComparison.Ordinal);
        var online = Cli.Run(arguments, Mirror(server));
        Assert.Equal((3, 1), (online.ExitCode, server.Requests.Count));
        Assert.StartsWith("kmnist is not on this machine: fetching 21.2 MB from ", online.Error, StringComparison.Ordinal);
    }

    [SkippableFact]
    public void An_interrupt_ends_with_130_and_leaves_a_part_and_nothing_else()
    {
        Skip.If(OperatingSystem.IsWindows(), "Windows has no SIGINT for a child.");
        const int sent = 50_000;
        using var server = new FaultyServer(asked => Answer.Right(asked, new byte[First.Size]).Only(sent, stalls: true));
        using var process = Cli.Start(["data", "fetch", "kmnist", "--root", _folder.Path], Mirror(server));
        var part = Path.Combine(_folder.Path, "kmnist", First.Name + ".part");
        while (!process.HasExited && !(File.Exists(part) && new FileInfo(part).Length == sent))
            Thread.Sleep(10);
        // Uses the shell's built-in command kill, because a minimal system has no program named kill.
        Process.Start("/bin/sh", ["-c", $"kill -INT {process.Id.ToString(CultureInfo.InvariantCulture)}"])!.WaitForExit();
        Assert.True(process.WaitForExit(TimeSpan.FromSeconds(30)));
        Assert.Equal(130, process.ExitCode);
        Assert.EndsWith($"Interrupted. Run 'experiments data fetch kmnist' to resume.{Environment.NewLine}",
            process.StandardError.ReadToEnd(), StringComparison.Ordinal);
        Assert.Equal([First.Name + ".part", First.Name + ".part.origin"],
            Directory.GetFiles(Path.Combine(_folder.Path, "kmnist")).Select(Path.GetFileName).Order());
    }

    [Fact]
    public void A_second_process_that_fetches_waits_for_the_first()
    {
        using var server = new FaultyServer(asked => Answer.Right(asked, new byte[First.Size]).Only(10, stalls: true));
        string[] arguments = ["data", "fetch", "kmnist", "--root", _folder.Path];
        using var first = Cli.Start(arguments, Mirror(server));
        while (!first.HasExited && server.Requests.IsEmpty)
            Thread.Sleep(10);
        using var second = Cli.Start(arguments, Mirror(server));
        second.StandardError.ReadLine();
        Assert.Equal($"Another process is fetching into '{_folder.Path}'; waiting for it.", second.StandardError.ReadLine());
        Assert.Single(server.Requests);
        first.Kill();
        first.WaitForExit();
        while (!second.HasExited && server.Requests.Count < 2)
            Thread.Sleep(10);
        second.Kill();
        second.WaitForExit();
        Assert.Equal(2, server.Requests.Count);
    }

    [Fact]
    public void Lines_report_the_start_each_quarter_and_the_end()
    {
        var text = new StringWriter();
        var lines = new DownloadLines(text);
        var file = new RemoteFile("a.gz", 40_000_000, "", []);
        lines.Started(file, new Uri("https://example.org/a.gz"), 0);
        for (var received = 1_000_000; received <= file.Size; received += 1_000_000)
            lines.Received(file, received);
        lines.Finished(file, "/data/a.gz");
        Assert.Equal(["https://example.org/a.gz (40 MB)", "  25 % of a.gz", "  50 % of a.gz", "  75 % of a.gz", "  /data/a.gz"],
            text.ToString().TrimEnd().Split(Environment.NewLine));
    }

    [Theory]
    [InlineData(999, "999 B")]
    [InlineData(4542, "4.5 kB")]
    [InlineData(170_052_171, "170.1 MB")]
    public void Bytes_are_shown_in_decimal_units(long bytes, string expected) => Assert.Equal(expected, DownloadText.Bytes(bytes));
}
