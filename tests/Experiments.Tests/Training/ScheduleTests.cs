namespace Experiments.Tests.Training;

public sealed class ScheduleTests
{
    private static readonly ScheduleSpan Span = new(TotalSteps: 100, StepsPerEpoch: 10);

    [Fact]
    public void Constant_is_the_same_at_every_step() =>
        Assert.All(new long[] { 0, 1, 50, 99 }, step => Assert.Equal(0.3, new ConstantSchedule().LearningRate(0.3, step, Span)));

    [Theory]
    [InlineData(0, 0.0)]
    [InlineData(1, 0.05)]
    [InlineData(2, 0.1)]
    [InlineData(4, 0.2)]
    [InlineData(99, 0.2)]
    public void Warm_up_rises_linearly_from_0_to_the_rate(long step, double expected) =>
        Assert.Equal(expected, new ConstantSchedule { WarmupSteps = 4 }.LearningRate(0.2, step, Span), 15);

    [Fact]
    public void Warm_up_may_start_from_a_share()
    {
        var schedule = new ConstantSchedule { WarmupSteps = 4, WarmupStart = 0.5 };

        Assert.Equal([0.5, 0.625, 0.75, 0.875, 1.0], Enumerable.Range(0, 5).Select(step => schedule.LearningRate(1, step, Span)));
    }

    [Theory]
    [InlineData(0, 0.4)]
    [InlineData(19, 0.4)]
    [InlineData(20, 0.2)]
    [InlineData(39, 0.2)]
    [InlineData(40, 0.1)]
    public void Step_drops_after_every_step_size_epochs(long step, double expected) =>
        Assert.Equal(expected, new StepSchedule { StepSize = 2, Gamma = 0.5 }.LearningRate(0.4, step, Span), 15);

    [Theory]
    [InlineData(6, 0.4)]
    [InlineData(7, 0.04)]
    [InlineData(14, 0.004)]
    public void Step_may_count_updates(long step, double expected) =>
        Assert.Equal(expected, new StepSchedule { StepSize = 7, Unit = "steps" }.LearningRate(0.4, step, Span), 15);

    [Fact]
    public void Step_counts_from_the_end_of_the_warm_up()
    {
        var schedule = new StepSchedule { StepSize = 5, Gamma = 0.5, Unit = "steps", WarmupSteps = 3 };

        Assert.Equal(1, schedule.LearningRate(1, 7, Span));
        Assert.Equal(0.5, schedule.LearningRate(1, 8, Span));
    }

    [Theory]
    [InlineData(0, 1.0)]
    [InlineData(25, 0.868198051533946)] // 0.1 + 0.45 (1 + cos(pi / 4))
    [InlineData(50, 0.55)]
    [InlineData(100, 0.1)]
    public void Cosine_falls_to_its_minimum(long step, double expected) =>
        Assert.Equal(expected, new CosineSchedule { MinLr = 0.1 }.LearningRate(1, step, Span), 14);

    [Fact]
    public void Cosine_spans_the_updates_after_the_warm_up()
    {
        var schedule = new CosineSchedule { WarmupSteps = 20 };

        Assert.Equal(1, schedule.LearningRate(1, 20, Span), 15);
        Assert.Equal(0.5, schedule.LearningRate(1, 60, Span), 15);
        Assert.Equal(0, schedule.LearningRate(1, 100, Span), 15);
    }

    [SkippableFact]
    public void Every_schedule_gives_the_rates_of_PyTorchs_scheduler()
    {
        var expected = JsonSerializer.Deserialize<double[][]>(PyTorch.Prints("""
            import json, torch
            from torch.optim import SGD
            from torch.optim.lr_scheduler import CosineAnnealingLR, LinearLR, SequentialLR, StepLR

            def rates(make, steps=100, every=1):
                optimizer = SGD([torch.nn.Parameter(torch.zeros(1))], lr=0.2)
                scheduler = make(optimizer)
                found = []
                for step in range(steps):
                    found.append(optimizer.param_groups[0]["lr"])
                    optimizer.step()
                    if (step + 1) % every == 0:
                        scheduler.step()
                return found

            print(json.dumps([
                rates(lambda o: StepLR(o, step_size=3, gamma=0.3), every=10),
                rates(lambda o: StepLR(o, step_size=7, gamma=0.5)),
                rates(lambda o: CosineAnnealingLR(o, T_max=100, eta_min=0.01)),
                rates(lambda o: LinearLR(o, start_factor=0.25, total_iters=12)),
                rates(lambda o: SequentialLR(o, [LinearLR(o, start_factor=0.25, total_iters=12), CosineAnnealingLR(o, T_max=88)], milestones=[12])),
            ]))
            """))!;
        ScheduleOptions[] schedules =
        [
            new StepSchedule { StepSize = 3, Gamma = 0.3 },
            new StepSchedule { StepSize = 7, Gamma = 0.5, Unit = "steps" },
            new CosineSchedule { MinLr = 0.01 },
            new ConstantSchedule { WarmupSteps = 12, WarmupStart = 0.25 },
            new CosineSchedule { WarmupSteps = 12, WarmupStart = 0.25 },
        ];

        for (var number = 0; number < schedules.Length; number++)
        {
            for (var step = 0; step < 100; step++)
            {
                var rate = schedules[number].LearningRate(0.2, step, Span);
                // PyTorch multiplies the rate at every step and so accumulates rounding errors, unlike a closed form.
                Assert.True(
                    Math.Abs(rate - expected[number][step]) < 1e-12,
                    string.Create(CultureInfo.InvariantCulture,
                        $"{schedules[number]} at step {step}: {rate}, PyTorch {expected[number][step]}"));
            }
        }
    }

    public static TheoryData<string> Names => [.. ScheduleRegistry.Instance.Rows.Select(row => row.Name)];

    // A run without updates still writes the learning rate of its only evaluation. A schedule over zero updates must not divide by zero.
    [Theory]
    [MemberData(nameof(Names))]
    public void Every_schedule_has_a_rate_without_updates_and_with_a_warm_up_over_all_of_them(string name)
    {
        var type = ScheduleRegistry.Instance.Rows.Single(row => row.Name == name).OptionsType;
        var schedule = (ScheduleOptions)Activator.CreateInstance(type)!;
        Assert.InRange(schedule.LearningRate(0.5, 0, new ScheduleSpan(0, 10)), 0, 0.5);
        Assert.InRange((schedule with { WarmupSteps = 8 }).LearningRate(0.5, 8, new ScheduleSpan(8, 10)), 0, 0.5);
    }

    [Fact]
    public void A_schedule_without_updates_left_is_at_its_first_rate()
    {
        Assert.Equal(0.5, new CosineSchedule { WarmupSteps = 8 }.LearningRate(0.5, 8, new ScheduleSpan(8, 10)));
        Assert.Equal(0.5, new PolynomialSchedule { WarmupSteps = 8 }.LearningRate(0.5, 8, new ScheduleSpan(8, 10)));
        Assert.Equal(0.5, new CosineSchedule().LearningRate(0.5, 0, new ScheduleSpan(0, 10)));
    }

    // A 64-bit product of the lengths could overflow. The first cycle is then longer than any run, so the second length is never used.
    [Theory]
    [InlineData("epochs", 9007199254740991, 1, 1258)]
    [InlineData("epochs", 9007199254740991, 1000, 1258)]
    public void Cosine_cycles_of_any_allowed_length_start_at_the_peak(string unit, long length, long factor,
        long stepsPerEpoch) =>
            Assert.All(new long[] { 0, 1, 1258, 1_000_000 },
                step => Assert.Equal(0.1,
                    new CosineRestartsSchedule { FirstLength = length, Factor = factor, Unit = unit }.LearningRate(0.1, step,
                        new ScheduleSpan(2_000_000, stepsPerEpoch)), 12));
}
