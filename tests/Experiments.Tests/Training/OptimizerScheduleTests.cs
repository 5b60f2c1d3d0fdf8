using Xunit.Abstractions;

namespace Experiments.Tests.Training;

/// <summary>
/// Compares every option of every optimiser, combined with every option of every schedule, with <c>torch.optim</c> and its schedulers over
/// fifty updates.
/// </summary>
public sealed class OptimizerScheduleTests(ITestOutputHelper output) : IDisposable
{
    private const int Steps = 50;
    private const int StepsPerEpoch = 10;

    // Relative tolerance for learning rates. Most of PyTorch's schedulers multiply the rate at every update and so accumulate rounding
    // errors, unlike a closed form. The measured relative error is 2e-15 after 50 updates. (CosineAnnealingWarmRestarts and OneCycleLR use
    // closed forms.)
    private const double RateTolerance = 1e-13;

    // Tolerance for parameters if the learning rates differ by the rate tolerance. Usually this difference disappears when the rate is
    // rounded to float32 (measured: 0). If a rate is halfway between two float32 numbers, an update differs in its last digit.
    private const double SameLibtorch = 1e-6;

    // Tolerance for another libtorch: other releases compute Adam's mean as a lerp, and other builds use other kernels.
    private const double OtherLibtorch = 1e-5;

    private static readonly int[] Marks = [1, 2, 7, 25, Steps];

    internal static readonly string[] Optimizers =
    [
        """{"kind":"sgd"}""",
        """{"kind":"sgd","lr":0.1,"weight_decay":0.02}""",
        """{"kind":"sgd","lr":0.1,"momentum":0.9}""",
        """{"kind":"sgd","lr":0.1,"momentum":0.9,"dampening":0.3,"weight_decay":0.02}""",
        """{"kind":"sgd","lr":0.1,"momentum":0.8,"nesterov":true,"weight_decay":0.1,"decay":"weights"}""",
        """{"kind":"sgd","lr":0.01,"momentum":0.5,"weight_decay":0.1,"maximize":true}""",
        """{"kind":"adam"}""",
        """{"kind":"adam","lr":0.1,"betas":[0.8,0.95],"eps":1e-4}""",
        """{"kind":"adam","lr":0.1,"weight_decay":0.3,"decay":"weights"}""",
        """{"kind":"adam","lr":0.1,"amsgrad":true}""",
        """{"kind":"adam","lr":0.1,"amsgrad":true,"weight_decay":0.1,"maximize":true}""",
        """{"kind":"adamw"}""",
        """{"kind":"adamw","lr":0.07,"betas":[0.8,0.95],"eps":1e-4,"weight_decay":0}""",
        """{"kind":"adamw","lr":0.1,"weight_decay":0.3,"decay":"weights"}""",
        """{"kind":"adamw","lr":0.1,"amsgrad":true,"maximize":true}""",
        """{"kind":"rmsprop"}""",
        """{"kind":"rmsprop","lr":0.05,"alpha":0.9,"eps":1e-4,"weight_decay":0.1}""",
        """{"kind":"rmsprop","lr":0.05,"momentum":0.8,"weight_decay":0.3,"decay":"weights"}""",
        """{"kind":"rmsprop","lr":0.02,"centered":true,"alpha":0.8}""",
        """{"kind":"rmsprop","lr":0.02,"centered":true,"momentum":0.5,"maximize":true}""",
        """{"kind":"adagrad"}""",
        """{"kind":"adagrad","lr":0.1,"lr_decay":0.05,"eps":1e-5}""",
        """{"kind":"adagrad","lr":0.1,"initial_accumulator_value":0.4,"weight_decay":0.1,"decay":"weights"}""",
        """{"kind":"adagrad","lr":0.1,"weight_decay":0.1,"maximize":true}""",
        """{"kind":"nadam"}""",
        """{"kind":"nadam","lr":0.05,"betas":[0.8,0.95],"eps":1e-4,"momentum_decay":0.02}""",
        """{"kind":"nadam","lr":0.05,"weight_decay":0.2,"decay":"weights"}""",
        """{"kind":"nadam","lr":0.05,"weight_decay":0.2,"decoupled_weight_decay":true,"maximize":true}""",
        """{"kind":"radam"}""",
        """{"kind":"radam","lr":0.05,"betas":[0.8,0.7],"eps":1e-4}""",
        """{"kind":"radam","lr":0.05,"betas":[0.8,0.95],"weight_decay":0.2,"decay":"weights"}""",
        """{"kind":"radam","lr":0.05,"weight_decay":0.2,"decoupled_weight_decay":true,"maximize":true}""",
    ];

    internal static readonly string[] Schedules =
    [
        """{"kind":"constant"}""",
        """{"kind":"constant","warmup_steps":12,"warmup_start":0.25}""",
        """{"kind":"step","step_size":2,"gamma":0.3}""",
        """{"kind":"step","step_size":7,"gamma":0.5,"unit":"steps"}""",
        """{"kind":"multi_step","milestones":[1,3],"gamma":0.3}""",
        """{"kind":"multi_step","milestones":[5,6,30],"unit":"steps"}""",
        """{"kind":"exponential","gamma":0.7}""",
        """{"kind":"exponential","gamma":0.95,"unit":"steps"}""",
        """{"kind":"polynomial"}""",
        """{"kind":"polynomial","power":2.5}""",
        """{"kind":"cosine","min_lr":0.0005}""",
        """{"kind":"cosine","warmup_steps":12,"warmup_start":0.25}""",
        """{"kind":"cosine_restarts","t_0":1}""",
        """{"kind":"cosine_restarts","t_0":6,"t_mult":2,"min_lr":0.0005,"unit":"steps"}""",
        """{"kind":"one_cycle"}""",
        """{"kind":"one_cycle","pct_start":0.45,"anneal_strategy":"linear","div_factor":10,"final_div_factor":100}""",
        """{"kind":"one_cycle","pct_start":0.4,"three_phase":true}""",
    ];

    private readonly ConfigFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [SkippableFact]
    [Trait("Category", "Slow")]
    public void Every_optimizer_under_every_schedule_gives_PyTorchs_parameters()
    {
        var cases = (from optimizer in Optimizers from schedule in Schedules
            select (Optimizer: optimizer, Schedule: schedule, Precision: "float32"))
            .Concat(Optimizers.Select(optimizer => (Optimizer: optimizer, Schedule: Schedules[14], Precision: "float64"))).ToList();
        var expected = PyTorchs(cases);
        var (same, close, largest) = (0, 0, 0.0);
        for (var number = 0; number < cases.Count; number++)
        {
            var (rates, parameters) = Ours(cases[number].Optimizer, cases[number].Schedule, cases[number].Precision);
            var theirs = expected[number]!["rates"]!.AsArray()
                .Select(rate => BitConverter.ToDouble(Convert.FromHexString(rate!.GetValue<string>()))).ToArray();
            for (var step = 0; step < Steps; step++)
                Assert.True(Math.Abs(rates[step] - theirs[step]) <= RateTolerance * theirs[step] + 1e-18,
                    $"{cases[number]} at step {step}: rate {rates[step]:R}, PyTorch {theirs[step]:R}");
            var reference = expected[number]!["parameters"]!.AsArray()
                .Select(mark => mark!.AsArray().Select(text => text!.GetValue<string>()).ToArray()).ToArray();
            if (PyTorch.SharesLibtorch() && rates.SequenceEqual(theirs))
            {
                same++;
                for (var mark = 0; mark < Marks.Length; mark++)
                    Assert.True(parameters[mark].SequenceEqual(reference[mark]),
                        $"{cases[number]} after {Marks[mark]} updates: {string.Join(' ', parameters[mark])}, PyTorch "
                            + $"{string.Join(' ', reference[mark])}");
            }
            else
            {
                close++;
                for (var mark = 0; mark < Marks.Length; mark++)
                    largest = Math.Max(largest,
                        AssertClose(parameters[mark], reference[mark], $"{cases[number]} after {Marks[mark]} updates"));
            }
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{cases.Count} cases: {same} bit for bit, {close} where rates differ in their last places, parameters by "
                + $"{largest:g2} at most"));
        Assert.True(!PyTorch.SharesLibtorch() || same >= Optimizers.Length * 5);
    }

    [Fact]
    public void Every_key_of_every_optimizer_and_schedule_has_a_case_with_a_non_default_value()
    {
        AssertCovered(OptimizerRegistry.Instance, Optimizers, ["lr"]);
        AssertCovered(ScheduleRegistry.Instance, Schedules, ["warmup_steps", "warmup_start", "gamma"]);
    }

    [Fact]
    public void All_optimizers_and_schedules_differ_so_that_an_ignored_option_is_noticed()
    {
        var ends = Optimizers.Select(optimizer => string.Concat(Ours(optimizer, Schedules[0], "float32").Parameters[^1])).ToList();
        var rates = Schedules.Select(schedule => string.Join(' ', Ours(Optimizers[0], schedule, "float32").Rates)).ToList();

        Assert.Equal(ends.Count, ends.Distinct().Count());
        Assert.Equal(rates.Count, rates.Distinct().Count());
    }

    private static void AssertCovered(IRegistry registry, string[] cases, string[] onceIsEnough)
    {
        var documents = cases.Select(text => JsonNode.Parse(text)!.AsObject()).ToList();
        foreach (var row in registry.Rows)
        {
            var defaults = OptionCatalog.Fresh(row.OptionsType);
            foreach (var key in ExperimentCatalog.Instance.Keys(row.OptionsType))
            {
                var written = new OptionWriter(ExperimentCatalog.Instance).Write(key.ValueIn(defaults), key.Slot.Shape);
                var among = onceIsEnough.Contains(key.Name)
                    ? documents
                    : documents.Where(document => document["kind"]!.GetValue<string>() == row.Name);
                Assert.True(among.Any(document => document.ContainsKey(key.Name) && !JsonNode.DeepEquals(document[key.Name], written)),
                    $"no case of {row.Name} gives {key.Name} another value than its default");
            }
        }
    }

    private static (double[] Rates, string[][] Parameters) Ours(string optimizerText, string scheduleText, string precision)
    {
        using var scope = NewDisposeScope();
        var (rule, schedule) = (Bind<OptimizerOptions>(optimizerText, OptimizerRegistry.Instance),
            Bind<ScheduleOptions>(scheduleText, ScheduleRegistry.Instance));
        using var model = nn.Linear(3, 4);
        var type = precision == "float64" ? ScalarType.Float64 : ScalarType.Float32;
        model.to(type);
        var parameters = new[] { model.get_parameter("weight")!, model.get_parameter("bias")! };
        using (no_grad())
        {
            for (var i = 0; i < 2; i++)
                parameters[i].copy_(tensor(Start[i]).reshape(parameters[i].shape));
        }

        using var optimizer = new Optimizer(rule, model);
        var (rates, found) = (new double[Steps], new List<string[]>());
        for (var step = 0; step < Steps; step++)
        {
            rates[step] = schedule.LearningRate(rule.Lr, step, new ScheduleSpan(Steps, StepsPerEpoch));
            for (var i = 0; i < 2; i++)
            {
                var gradient = parameters[i].detach() * 0.5 + tensor(Noise(step)[i]).reshape(parameters[i].shape).to(type);
                // After the first update, the gradients are views of a tensor of the optimiser.
                if (step == 0)
                    parameters[i].grad = gradient;
                else
                    parameters[i].grad!.copy_(gradient);
            }

            optimizer.Step(rates[step]);
            if (Marks.Contains(step + 1))
                found.Add([.. parameters.Select(parameter => Convert.ToHexStringLower(parameter.detach().contiguous().bytes))]);
        }

        return (rates, [.. found]);
    }

    private static T Bind<T>(string text, Registry<T> registry)
        where T : class
    {
        var document = JsonNode.Parse(text)!.AsObject();
        var row = registry.Rows.Single(candidate => candidate.Name == document["kind"]!.GetValue<string>());
        var complete = ProductSamples.Row(registry, row);
        foreach (var (key, value) in document)
            complete[key] = value?.DeepClone();
        return (T)new OptionBinder(ExperimentCatalog.Instance).Bind(complete, row.OptionsType);
    }

    private JsonArray PyTorchs(IEnumerable<(string Optimizer, string Schedule, string Precision)> cases)
    {
        var document = new JsonObject
        {
            ["steps_per_epoch"] = StepsPerEpoch,
            ["cases"] = new JsonArray([.. cases.Select(one => (JsonNode?)new JsonObject
            {
                ["optimizer"] = JsonNode.Parse(one.Optimizer),
                ["schedule"] = JsonNode.Parse(one.Schedule),
                ["precision"] = one.Precision,
                ["steps"] = Steps,
                ["marks"] = JsonSerializer.SerializeToNode(Marks),
                ["start"] = new JsonArray(Nested(Start[0]), JsonSerializer.SerializeToNode(Start[1])),
                ["noise"] = new JsonArray(
                    [.. Enumerable.Range(0, Steps)
                        .Select(step => (JsonNode?)new JsonArray(Nested(Noise(step)[0]), JsonSerializer.SerializeToNode(Noise(step)[1])))]),
            })]),
        };
        var path = _folder.Write("cases.json", document.ToJsonString());
        var script = File.ReadAllText(Repository.PathOf("tests", "Experiments.Tests", "Training", "Reference", "optimizer_reference.py"));
        return JsonNode.Parse(PyTorch.Prints(
            $"import sys\nsys.argv = ['optimizer_reference.py', {JsonSerializer.Serialize(path)}]\n{script}"))!.AsArray();
    }

    private static double AssertClose(string[] ours, string[] theirs, string what)
    {
        var largest = 0.0;
        for (var i = 0; i < ours.Length; i++)
        {
            var (left, right) = (Convert.FromHexString(ours[i]), Convert.FromHexString(theirs[i]));
            Assert.Equal(left.Length, right.Length);
            var wide = left.Length == Start[i].Length * sizeof(double);
            for (var at = 0; at < left.Length; at += wide ? 8 : 4)
            {
                var (a, b) = wide
                    ? (BitConverter.ToDouble(left, at), BitConverter.ToDouble(right, at))
                    : (BitConverter.ToSingle(left, at), BitConverter.ToSingle(right, at));
                largest = Math.Max(largest, Math.Abs(a - b) / Math.Max(1, Math.Abs(b)));
                Assert.True(largest <= (PyTorch.SharesLibtorch() ? SameLibtorch : OtherLibtorch), $"{what}: {a:R}, PyTorch {b:R}");
            }
        }

        return largest;
    }

    private static float[][] Start { get; } = [Wave(0.2, 12), Wave(1.1, 4)];

    private static float[][] Noise(int step) => [Wave(2.3 + step, 12), Wave(0.7 * step, 4)];

    private static float[] Wave(double phase, int count) =>
        [.. Enumerable.Range(0, count).Select(i => (float)(1.3 * Math.Sin(2.1 * i + phase)))];

    private static JsonArray Nested(float[] weight) => new([.. weight.Chunk(3).Select(row => JsonSerializer.SerializeToNode(row))]);
}
