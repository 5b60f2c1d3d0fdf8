namespace Experiments.Tests.Training;

public sealed class EvaluationRulesTests
{
    private readonly TrainingProgress _progress = new();

    private static EvaluationRules Rules(TargetOptions? target = null, EarlyStoppingOptions? stopping = null, string select = "accuracy") =>
        new(new TrainingOptions { Target = target, EarlyStopping = stopping }, select);

    private static IReadOnlyList<Metric> Of(double loss, double accuracy) => [new("loss", loss), new("accuracy", accuracy)];

    // Evaluates the validation split after `step` updates, as the trainer does.
    private bool Judge(EvaluationRules rules, long step, double loss, double accuracy)
    {
        _progress.Step = step;
        _progress.Latest["validation"] = Of(loss, accuracy);
        return rules.Judge(_progress, _progress.Latest["validation"]);
    }

    [Theory]
    [InlineData("validation", 0.9, 30L)]
    [InlineData("validation", 0.95, null)]
    [InlineData("train", 0.9, null)]
    public void The_step_of_the_first_evaluation_that_reaches_the_target_is_kept(string split, double value, long? reached)
    {
        var rules = Rules(new TargetOptions { Metric = "accuracy", Value = value, Split = split });

        foreach (var (step, accuracy) in new[] { (10L, 0.5), (20, 0.8999), (30, 0.9), (40, 0.2), (50, 0.93) })
        {
            _progress.Step = step;
            rules.Watch(_progress, "validation", Of(loss: 0, accuracy));
        }

        Assert.Equal(reached, _progress.StepsToTarget);
    }

    [Theory]
    [InlineData(true, "target")]
    [InlineData(false, null)]
    public void A_reached_target_ends_training_only_with_stop(bool stop, string? by)
    {
        var rules = Rules(new TargetOptions { Metric = "loss", Value = 0.3, Stop = stop });

        rules.Watch(_progress, "validation", Of(loss: 0.31, accuracy: 1));
        Assert.Null(rules.StoppedBy(_progress));
        rules.Watch(_progress, "validation", Of(loss: 0.3, accuracy: 1));
        Assert.Equal(by, rules.StoppedBy(_progress));
    }

    [Fact]
    public void Only_evaluations_in_a_row_without_improvement_use_up_patience()
    {
        var rules = Rules(stopping: new EarlyStoppingOptions { Patience = 2 });
        var ends = new List<string?>();

        foreach (var accuracy in new[] { 0.5, 0.5, 0.6, 0.55, 0.7, 0.7, 0.1 })
        {
            Judge(rules, step: 0, loss: 1, accuracy);
            ends.Add(rules.StoppedBy(_progress));
        }

        Assert.Equal([null, null, null, null, null, null, "early_stopping"], ends);
    }

    [Fact]
    public void Gains_below_min_delta_do_not_add_up()
    {
        var rules = Rules(stopping: new EarlyStoppingOptions { Patience = 10, MinDelta = 0.05 });

        foreach (var accuracy in new[] { 0.5, 0.53, 0.54 })
            Judge(rules, step: 0, loss: 1, accuracy);
        Assert.Equal((0.5, 2), (_progress.ValueToBeat, _progress.WorseEvaluations));
        Judge(rules, step: 0, loss: 1, accuracy: 0.56);

        Assert.Equal((0.56, 0), (_progress.ValueToBeat, _progress.WorseEvaluations));
    }

    [Fact]
    public void Early_stopping_may_watch_another_metric_than_the_selecting_one()
    {
        var rules = Rules(stopping: new EarlyStoppingOptions { Metric = "loss", Patience = 1 });

        Judge(rules, step: 1, loss: 1, accuracy: 0.5);
        Assert.True(Judge(rules, step: 2, loss: 1.1, accuracy: 0.6));

        Assert.Equal("early_stopping", rules.StoppedBy(_progress));
        Assert.Equal(2, _progress.Best!.Step);
    }

    [Theory]
    [InlineData("accuracy", 20)]
    [InlineData("loss", 30)]
    public void The_best_evaluation_is_the_first_of_equally_good_ones(string select, long best)
    {
        var rules = Rules(select: select);

        var found = new[] { Judge(rules, 10, 0.9, 0.5), Judge(rules, 20, 0.8, 0.7), Judge(rules, 30, 0.6, 0.7), Judge(rules, 40, 0.6, 0.6),
            Judge(rules, 50, double.NaN, 0.7) };

        Assert.Equal([true, true, select == "loss", false, false], found);
        Assert.Equal((best, select), (_progress.Best!.Step, _progress.Best.Metric));
    }

    // If a network outputs NaN, the metrics still count classes: the network predicts the same class for all examples, which may be correct
    // by chance.
    [Fact]
    public void An_evaluation_without_a_finite_loss_is_not_the_best_reaches_no_target_and_counts_as_worse()
    {
        var rules = Rules(new TargetOptions { Metric = "accuracy", Value = 0.8 }, new EarlyStoppingOptions { Patience = 2 });

        Assert.False(Judge(rules, step: 0, double.NaN, accuracy: 0.9));
        rules.Watch(_progress, "validation", Of(double.NaN, accuracy: 0.9));
        Assert.Equal((null, null, null, 1), (_progress.Best, _progress.StepsToTarget, _progress.ValueToBeat, _progress.WorseEvaluations));

        Assert.True(Judge(rules, step: 10, loss: 1, accuracy: 0.5));
        Assert.Equal((10, 0.5, 0), (_progress.Best!.Step, _progress.ValueToBeat, _progress.WorseEvaluations));
        Assert.False(Judge(rules, step: 20, double.PositiveInfinity, accuracy: 0.6));
        Assert.False(Judge(rules, step: 30, double.PositiveInfinity, accuracy: 0.6));
        Assert.Equal((10, "early_stopping"), (_progress.Best.Step, rules.StoppedBy(_progress)));
    }

    [Fact]
    public void The_best_evaluation_keeps_the_metrics_of_all_splits_at_its_step()
    {
        var rules = Rules();

        _progress.Latest["test"] = Of(loss: 0.4, accuracy: 0.8);
        Judge(rules, step: 10, loss: 0.5, accuracy: 0.9);
        _progress.Latest["test"] = Of(loss: 0.1, accuracy: 1);
        Judge(rules, step: 20, loss: 0.6, accuracy: 0.7);

        Assert.Equal(["test", "validation"], _progress.Best!.Metrics.Keys.Order());
        Assert.Equal(Of(loss: 0.5, accuracy: 0.9), _progress.Best.Metrics["validation"]);
        Assert.Equal(Of(loss: 0.4, accuracy: 0.8), _progress.Best.Metrics["test"]);
    }

    [Fact]
    public void Without_a_target_and_without_early_stopping_nothing_ends_the_training()
    {
        var rules = Rules();

        rules.Watch(_progress, "validation", Of(loss: 0, accuracy: 1));
        for (var step = 0; step < 100; step++)
            Judge(rules, step, loss: step, accuracy: 0);

        Assert.Null(rules.StoppedBy(_progress));
        Assert.Null(_progress.StepsToTarget);
    }
}
