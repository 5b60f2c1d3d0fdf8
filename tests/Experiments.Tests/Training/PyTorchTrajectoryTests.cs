using Experiments.Tests.Runs;
using Xunit.Abstractions;

namespace Experiments.Tests.Training;

/// <summary>Compares every loss of complete training runs with the same loop written in PyTorch.</summary>
public sealed class PyTorchTrajectoryTests(ITestOutputHelper output) : IDisposable
{
    private const int Steps = 50;
    private const string Dropout = "dropout";

    // The measured difference is 0 with the same libtorch, and 3e-7 between AVX2 and scalar kernels. These kernels add products in
    // different orders, and the difference grows with each update.
    private const double SameLibtorch = 1e-6;
    private const double OtherLibtorch = 1e-4;

    // Arguments of --set, and the same settings with PyTorch's argument names for the reference script.
    private static readonly (string Name, string[] Sets, string Reference)[] Cases =
    [
        ("plain SGD", ["optimizer={\"kind\":\"sgd\",\"lr\":0.1}"], """{"optimizer":{"kind":"sgd","lr":0.1}}"""),
        ("SGD, momentum, dampening, decay",
            ["optimizer={\"kind\":\"sgd\",\"lr\":0.05,\"momentum\":0.9,\"dampening\":0.3,\"weight_decay\":0.01}"],
            """{"optimizer":{"kind":"sgd","lr":0.05,"momentum":0.9,"dampening":0.3,"weight_decay":0.01}}"""),
        ("SGD, Nesterov, decay spares biases",
            ["optimizer={\"kind\":\"sgd\",\"lr\":0.05,\"momentum\":0.8,\"nesterov\":true,\"weight_decay\":0.1,\"decay\":\"weights\"}"],
            """{"optimizer":{"kind":"sgd","lr":0.05,"momentum":0.8,"nesterov":true,"weight_decay":0.1},"decay":"weights"}"""),
        ("Adam, AMSGrad, decay",
            ["optimizer={\"kind\":\"adam\",\"lr\":0.01,\"betas\":[0.8,0.95],\"eps\":1e-6,\"weight_decay\":0.01,\"amsgrad\":true}"],
            """{"optimizer":{"kind":"adam","lr":0.01,"betas":[0.8,0.95],"eps":1e-6,"weight_decay":0.01,"amsgrad":true}}"""),
        ("AdamW with its defaults", ["optimizer={\"kind\":\"adamw\"}"], """{"optimizer":{"kind":"adamw","lr":0.001}}"""),
        ("AdamW, decay spares biases", ["optimizer={\"kind\":\"adamw\",\"lr\":0.01,\"weight_decay\":0.5,\"decay\":\"weights\"}"],
            """{"optimizer":{"kind":"adamw","lr":0.01,"weight_decay":0.5},"decay":"weights"}"""),
        ("clipping by norm", ["optimizer={\"kind\":\"sgd\",\"lr\":0.5}", "training.clip_grad_norm=0.3"],
            """{"optimizer":{"kind":"sgd","lr":0.5},"clip_norm":0.3}"""),
        ("clipping by value", ["optimizer={\"kind\":\"sgd\",\"lr\":0.5}", "training.clip_grad_value=0.01"],
            """{"optimizer":{"kind":"sgd","lr":0.5},"clip_value":0.01}"""),
        ("warm-up and cosine", ["schedule={\"kind\":\"cosine\",\"warmup_steps\":7}"],
            """{"optimizer":{"kind":"sgd","lr":0.1},"schedule":{"kind":"cosine","warmup_steps":7}}"""),
        (Dropout, ["model.dropout=0.3", "seed=5"], """{"optimizer":{"kind":"sgd","lr":0.1},"dropout":0.3,"seed":5}"""),
        ("batch normalisation", ["model.normalization=\"batch\""], """{"optimizer":{"kind":"sgd","lr":0.1},"normalization":"batch"}"""),
        ("label smoothing", ["loss={\"kind\":\"cross_entropy\",\"label_smoothing\":0.2}"],
            """{"optimizer":{"kind":"sgd","lr":0.1},"label_smoothing":0.2}"""),
        ("accumulation", ["optimizer={\"kind\":\"radam\",\"lr\":0.01}", "training.accumulate=3", "data.batch_size=25"],
            """{"optimizer":{"kind":"radam","lr":0.01},"accumulate":3,"batch_size":25}"""),
        ("float64", ["precision=\"float64\""], """{"optimizer":{"kind":"sgd","lr":0.1},"precision":"float64"}"""),
    ];

    private readonly RunFixture _runs = new();

    public void Dispose() => _runs.Dispose();

    [SkippableFact]
    public void Every_option_gives_the_losses_of_the_same_loop_in_PyTorch()
    {
        var trained = Cases.Select(Train).ToList();
        var path = Path.Combine(_runs.Root, "cases.json");
        File.WriteAllText(path, new JsonArray([.. trained.Select(run => (JsonNode?)run.Reference)]).ToJsonString());
        var script = File.ReadAllText(Repository.PathOf("tests", "Experiments.Tests", "Training", "Reference", "train_reference.py"));
        var expected = JsonSerializer.Deserialize<string[][]>(
            PyTorch.Prints($"import sys\nsys.argv = ['train_reference.py', {JsonSerializer.Serialize(path)}]\n{script}"))!;

        for (var number = 0; number < Cases.Length; number++)
        {
            var reference = expected[number].Select(FromHexadecimal).ToArray();
            var losses = trained[number].Losses;
            Assert.Equal(Steps, losses.Count);
            var largest = losses.Zip(reference, (ours, theirs) => Math.Abs(ours - theirs) / theirs).Max();
            output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{Cases[number].Name}: largest relative difference {largest:g3}, last loss {losses[^1]:g6}"));
            if (Cases[number].Name == Dropout && !PyTorch.SharesLibtorch())
            {
                output.WriteLine("not compared: a libtorch built with MKL draws other masks from the same seed");
                continue;
            }
            Assert.True(largest <= (PyTorch.SharesLibtorch() ? SameLibtorch : OtherLibtorch),
                $"{Cases[number].Name}: losses differ from PyTorch's by {largest}");
        }
    }

    [Fact]
    public void All_cases_differ_so_that_an_ignored_option_is_noticed()
    {
        var losses = Cases.Select(run => Train(run).Losses[^1]).ToList();

        Assert.Equal(losses.Count, losses.Distinct().Count());
    }

    private (IReadOnlyList<double> Losses, JsonObject Reference) Train((string Name, string[] Sets, string Reference) run)
    {
        var observer = new LossObserver();
        var config = _runs.Read(RunFixture.DigitsMlp, [.. run.Sets, $"training.steps={Steps}", "model.hidden=[24,16]"]);
        var summary = Runner.Run(config, _runs.Request, observer, CancellationToken.None);
        Assert.Equal(RunStatus.Completed, summary.Status);

        var data = Path.Combine(_runs.Root, "train.safetensors");
        using (var splits = config.Config.Data.Load(new DataContext(DataRoots.Default(null), CPU, Preparation.PrecisionOf(config.Config))))
            Safetensors.Write(data, [("inputs", splits.Train.Inputs), ("targets", splits.Train.Targets)]);
        var reference = JsonNode.Parse(run.Reference)!.AsObject();
        reference.TryAdd("seed", 0);
        reference.TryAdd("decay", "all");
        reference["hidden"] = new JsonArray(24, 16);
        reference.TryAdd("batch_size", 64);
        reference["steps"] = Steps;
        reference["data"] = data;
        reference["initial"] = Path.Combine(summary.Folder, "checkpoints", "initial.safetensors");
        return (observer.Losses, reference);
    }

    // Parses the text of Python's float.hex(): 0x1.91eb851eb851fp+1.
    private static double FromHexadecimal(string text)
    {
        var (mantissa, exponent) = text.Split('p') is [var left, var right]
            ? (left, int.Parse(right, CultureInfo.InvariantCulture))
            : throw new FormatException(text);
        var digits = mantissa[(mantissa.IndexOf('x', StringComparison.Ordinal) + 1)..].Split('.');
        var value = digits.Length == 1
            ? 0
            : long.Parse(digits[1], NumberStyles.HexNumber, CultureInfo.InvariantCulture) / Math.Pow(16, digits[1].Length);
        return Math.ScaleB(long.Parse(digits[0], NumberStyles.HexNumber, CultureInfo.InvariantCulture) + value, exponent);
    }
}
