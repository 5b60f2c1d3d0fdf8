using System.Diagnostics;

namespace Experiments.Cli.Tests;

public sealed class VerbTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    public static TheoryData<string> Configs() =>
        new(Directory.GetFiles(Path.Combine(Cli.Root, "configs"), "*.json").Select(file => Path.GetFileName(file)!)
            .Where(name => name != "schema.json").Order());

    [Theory]
    [MemberData(nameof(Configs))]
    public void Every_ready_config_is_valid_prints_its_layers_and_is_healthy(string name)
    {
        var result = Cli.Run("check", $"configs/{name}");
        Assert.Equal("", result.Error);
        Assert.Equal(0, result.ExitCode);
        Assert.Contains("classifier.0", result.Output, StringComparison.Ordinal);
        Assert.Matches("\nsignal, as (predicted|measured on 16 examples): healthy: ", result.Output);
    }

    // Fixup's scalars activate the new channels of both stages. At the start, at least half of the units are dead in 18 layers. After 40
    // updates, this is true for no layer (later, some units of the last stage die again). Without the scalars, all 18 layers keep their
    // dead units for all 320 updates.
    [Theory]
    [InlineData(true, "healthy", "from features.stage2.0.branch.conv2 on, 50% of the units output 0 at the start (expected: ")]
    [InlineData(false, "dying", "from features.stage2.0.branch.conv2 on, 50% of the units are 0 for every example")]
    public void Channels_that_start_as_zeros_are_dying_only_without_a_learned_bias(bool scalars, string word, string finding)
    {
        var result = Cli.Run("check", "configs/digits-resnet.json", "--set", $"model.fixup_scalars={(scalars ? "true" : "false")}");
        Assert.Contains($"signal, as measured on 16 examples: {word}: ", result.Output, StringComparison.Ordinal);
        Assert.Contains(finding, Unbroken(result.Output), StringComparison.Ordinal);
    }

    // 64·256+256 + 256·128+128 + 128·10+10; std of Kaiming under ReLU is √(2/fan_in).
    [Fact]
    public void Check_prints_fans_scheme_and_standard_deviation_of_each_layer()
    {
        var result = Cli.Run("check", "configs/digits-mlp.json");
        Assert.Matches(@"features\.0\.weight\s+linear\s+256×64\s+16,384\s+64\s+256\s+kaiming_normal.*\s0\.1768\s", result.Output);
        Assert.Matches(@"classifier\.0\.weight\s+linear\s+10×128\s+1,280\s+128\s+10\s+kaiming_normal.*\s0\.125\s", result.Output);
        Assert.Matches(@"classifier\.0\.bias\s+10\s+10\s+zeros\s+0\s", result.Output);
        Assert.Contains("50,826 parameters", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_warns_of_a_key_without_effect_and_can_be_evaluated()
    {
        const string Idle = "model.dropout_kind has no effect while dropout is 0; set dropout, or leave dropout_kind out.";
        string[] config = ["configs/digits-mlp.json", "--set", "model.dropout_kind=\"alpha\"", "--set", "training.epochs=1"];
        Assert.Contains(Idle, Cli.Run(["check", .. config]).Output, StringComparison.Ordinal);
        var run = Cli.Run(["run", .. config, "--output", _folder.Path]);
        Assert.Equal(0, run.ExitCode);
        Assert.Contains(Idle, run.Output + run.Error, StringComparison.Ordinal);
        var folder = Path.GetDirectoryName(Directory.GetFiles(_folder.Path, "summary.json", SearchOption.AllDirectories).Single())!;
        Assert.Equal(0, Cli.Run("evaluate", folder).ExitCode);
    }

    [Fact]
    public void Check_warns_of_Xavier_under_relu_with_the_reason()
    {
        var result = Cli.Run("check", "configs/digits-mlp.json", "--set", "init.weight={\"scheme\":\"xavier_normal\"}");
        Assert.Equal(0, result.ExitCode);
        Assert.Contains("warning", result.Output, StringComparison.Ordinal);
        Assert.Contains("xavier_normal", result.Output, StringComparison.Ordinal);
        // The factor is 2 · 256/(256 + 128) / 2 = 0.667, which is harmless over three layers. Two lines of the output must state this
        // factor.
        Assert.Contains("is multiplied by about 0.2 and 0.667 per layer", Unbroken(result.Output), StringComparison.Ordinal);
        Assert.Contains("over 3 layers; it is multiplied by about 0.667 per layer, which is harmless over so few layers but not over many",
            Unbroken(result.Output), StringComparison.Ordinal);
    }

    [Fact]
    public void Check_refuses_a_loss_that_does_not_fit_the_data()
    {
        var result = Cli.Run("check", "configs/digits-mlp.json", "--set", "loss=mse");
        Assert.Equal(2, result.ExitCode);
        Assert.StartsWith("loss", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Check_finds_mistakes_that_depend_on_the_data()
    {
        var result = Cli.Run("check", "configs/digits-mlp.json", "--set", "data.batch_size=1257", "--set", "model.normalization=\"batch\"");
        Assert.Equal(2, result.ExitCode);
        Assert.StartsWith("data.batch_size: 1257 leaves 1 of 1258 examples", result.Error, StringComparison.Ordinal);
    }

    [SkippableFact]
    public void Check_without_data_names_the_place_for_the_files_and_prints_no_identity()
    {
        var result = Cli.Run(["check", "configs/mnist-mlp.json"], new() { ["XDG_CACHE_HOME"] = _folder.Path });
        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Skip.If(result.Output.Contains("identity ", StringComparison.Ordinal), "MNIST is on this machine.");
        Assert.Contains("train-images-idx3-ubyte", result.Output, StringComparison.Ordinal);
        Assert.Contains("classifier.0", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Schema_prints_JSON_that_names_every_row_of_every_registry()
    {
        var result = Cli.Run("schema");
        Assert.Equal(0, result.ExitCode);
        var text = JsonNode.Parse(result.Output)!.ToJsonString();
        Assert.All(Registries.All.SelectMany(registry => registry.Rows),
            row => Assert.Contains($"\"{row.Name}\"", text, StringComparison.Ordinal));
    }

    [Fact]
    public void The_schema_that_ships_is_the_schema_that_is_printed() =>
        Assert.Equal(File.ReadAllText(Path.Combine(Cli.Root, "configs", "schema.json")), Cli.Run("schema").Output);

    // Tests commands whose output goes to a closed descriptor, to a reader that stops early, or to a full disk.
    [SkippableTheory]
    [InlineData("list >&-", 0, "")]
    [InlineData("check configs/digits-mlp.json >&-", 0, "")]
    [InlineData("list 2>&-", 0, "")]
    [InlineData("list | head -1", 0, "")]
    [InlineData("schema | head -1", 0, "")]
    [InlineData("list >/dev/full", 1, "Standard output can't be written: No space left on device. The output is incomplete.")]
    [InlineData("check configs/digits-mlp.json >/dev/full", 1, "Standard output can't be written: No space left on device")]
    public void Unread_output_is_not_a_failure_but_lost_output_is(string line, int code, string error)
    {
        Skip.If(OperatingSystem.IsWindows(), "The redirection is a shell's.");
        using var shell = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", $"{Cli.ShellCommand} {line}"])
        {
            WorkingDirectory = Cli.Root,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var reading = shell.StandardOutput.ReadToEndAsync();
        var said = shell.StandardError.ReadToEnd();
        shell.WaitForExit();
        Assert.Equal(code, shell.ExitCode);
        Assert.StartsWith(error, said, StringComparison.Ordinal);
        Assert.Equal(error.Length > 0 ? 1 : 0, said.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        _ = reading.Result;
    }

    [Fact]
    public void List_names_every_row_of_every_registry()
    {
        var result = Cli.Run("list");
        Assert.Equal(0, result.ExitCode);
        Assert.All(Registries.All.SelectMany(registry => registry.Rows), row => Assert.Matches($@"(?m)^  {row.Name}\s", result.Output));
    }

    [Fact]
    public void List_of_metrics_says_which_direction_is_better()
    {
        var output = Cli.Run("list", "metric").Output;
        Assert.Matches(@"(?m)^  mae +Mean absolute error, in the unit of the target\. Lower is better\. *$", output);
        Assert.Matches(@"(?m)^  accuracy .* Higher is better\. *$", output);
        Assert.DoesNotContain("kaiming_normal", output, StringComparison.Ordinal);
        Assert.Contains("accuracy", Cli.Run("list").Output, StringComparison.Ordinal);
        Assert.Matches("(?m)^  r2  *目标方差中被解释的比例（R²）。越高越好。 *$", Cli.Run("list", "metric", "--language", "zh-CN").Output);
    }

    [Fact]
    public void List_and_schema_can_print_Chinese()
    {
        Assert.Matches("(?m)^  kaiming_normal  *正态分布", Cli.Run("list", "scheme", "--language", "zh-CN").Output);
        Assert.Contains("学习率 η。", Cli.Run("schema", "--language", "zh-CN").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_language_is_refused()
    {
        var result = Cli.Run("list", "--language", "fr");
        Assert.Equal((2, "Unknown language 'fr'. Use en or zh-CN." + Environment.NewLine),
            (result.ExitCode, result.Error));
    }

    [Fact]
    public void List_of_an_unknown_noun_suggests_the_nearest()
    {
        var result = Cli.Run("list", "shceme");
        Assert.Equal(2, result.ExitCode);
        Assert.Contains("did you mean 'scheme'?", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Doctor_names_the_native_library_and_checks_the_CPU()
    {
        var result = Cli.Run("doctor");
        Assert.Equal(0, result.ExitCode);
        Assert.Matches($@"(?m)^TorchSharp\s+0\.107\.0 over '{TorchLibrary.Load().Choice.Word}', chosen by EXPERIMENTS_TORCH",
            result.Output);
        Assert.Matches(@"cpu\s.*linear ok, convolution ok, channels ok", result.Output);
    }

    [Fact]
    public void Init_writes_the_weights_that_the_policy_draws()
    {
        var path = Path.Combine(_folder.Path, "weights.safetensors");
        var result = Cli.Run("init", "configs/digits-mlp.json", "--seed", "3", "--out", path);
        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        // By the specification of the format, the file begins with 8 little-endian bytes with the length of a JSON header that names each
        // tensor.
        var bytes = File.ReadAllBytes(path);
        var header = JsonNode.Parse(bytes.AsSpan(8, checked((int)BitConverter.ToInt64(bytes))))!.AsObject();
        Assert.Equal([256, 64], header["features.0.weight"]!["shape"]!.AsArray().Select(size => (int)size!));
        Assert.Equal("F32", (string)header["classifier.0.bias"]!["dtype"]!);
        var again = Path.Combine(_folder.Path, "again.safetensors");
        Cli.Run("init", "configs/digits-mlp.json", "--seed", "3", "--out", again);
        Assert.Equal(bytes, File.ReadAllBytes(again));
        Cli.Run("init", "configs/digits-mlp.json", "--seed", "4", "--out", again);
        Assert.NotEqual(bytes, File.ReadAllBytes(again));
    }

    [Fact]
    public void Init_reads_the_data_for_a_scheme_that_needs_it_and_check_shows_the_result()
    {
        var path = Path.Combine(_folder.Path, "weights.safetensors");
        string[] policy = ["configs/digits-mlp.json", "--set", "init.weight=lsuv", "--set", "init.bias=zeros"];
        Assert.Equal(0, Cli.Run(["init", .. policy, "--out", path]).ExitCode);
        var weights = Values(path, "classifier.0.weight", "F32", BitConverter.ToSingle, 4);
        var mean = weights.Average();
        var std = Math.Sqrt(weights.Average(value => (value - mean) * (value - mean)));
        var shown = std.ToString("0.####", CultureInfo.InvariantCulture).Replace(".", "\\.", StringComparison.Ordinal);
        Assert.Matches($@"classifier\.0\.weight[^\n]*lsuv[^\n]* {shown}", Cli.Run(["check", .. policy]).Output);
    }

    [Fact]
    public void Init_writes_the_precision_of_the_config_with_the_same_values()
    {
        var (single, wide) = (Path.Combine(_folder.Path, "f32.safetensors"), Path.Combine(_folder.Path, "f64.safetensors"));
        Assert.Equal(0, Cli.Run("init", "configs/digits-mlp.json", "--out", single).ExitCode);
        Assert.Equal(0, Cli.Run("init", "configs/digits-mlp.json", "--out", wide, "--set", "precision=float64").ExitCode);
        var (narrow, broad) = (Values(single, "classifier.0.weight", "F32", BitConverter.ToSingle, 4),
            Values(wide, "classifier.0.weight", "F64", BitConverter.ToDouble, 8));
        Assert.Equal(1280, narrow.Count);
        Assert.Equal(narrow.Select(value => (double)value), broad);
    }

    [SkippableTheory]
    [InlineData("/dev/full", "it is not a regular file")]
    [InlineData("/dev/stdout", "it is not a regular file")]
    [InlineData("/tmp", "it is a folder")]
    public void Init_refuses_to_overwrite_devices_and_folders(string path, string reason)
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "The paths are Linux's.");
        var result = Cli.Run("init", "configs/digits-mlp.json", "--out", path);
        Assert.Equal(2, result.ExitCode);
        Assert.Contains(reason, result.Error, StringComparison.Ordinal);
    }

    [SkippableFact]
    public void Init_follows_a_link()
    {
        Skip.If(OperatingSystem.IsWindows(), "Links need a privilege there.");
        var target = _folder.Write("target.safetensors", "");
        var link = Path.Combine(_folder.Path, "link.safetensors");
        File.CreateSymbolicLink(link, target);
        Assert.Equal(0, Cli.Run("init", "configs/digits-softmax.json", "--out", link).ExitCode);
        Assert.Equal(target, File.ResolveLinkTarget(link, returnFinalTarget: true)!.FullName);
        Assert.True(new FileInfo(target).Length > 1000);
    }

    [Fact]
    public void A_file_that_can_not_be_written_is_named()
    {
        var result = Cli.Run("init", "configs/digits-mlp.json", "--out", "/proc/weights.safetensors");
        Assert.Equal(2, result.ExitCode);
        Assert.Contains("'/proc/weights.safetensors' can't be written", result.Error, StringComparison.Ordinal);
    }

    private static List<T> Values<T>(string path, string name, string type, Func<byte[], int, T> read, int size)
    {
        var bytes = File.ReadAllBytes(path);
        var length = checked((int)BitConverter.ToInt64(bytes));
        var entry = JsonNode.Parse(bytes.AsSpan(8, length))![name]!;
        Assert.Equal(type, (string)entry["dtype"]!);
        var (begin, end) = ((int)entry["data_offsets"]![0]!, (int)entry["data_offsets"]![1]!);
        return [.. Enumerable.Range(0, (end - begin) / size).Select(index => read(bytes, 8 + length + begin + index * size))];
    }

    // Joins wrapped lines.
    private static string Unbroken(string output) => string.Join(' ', output.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
