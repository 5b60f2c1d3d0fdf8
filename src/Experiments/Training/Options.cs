using Experiments.Configuration;

namespace Experiments.Training;

/// <summary>An update rule: the base of every row of <see cref="OptimizerRegistry"/>.</summary>
public abstract record OptimizerOptions;

/// <summary>Stochastic gradient descent.</summary>
public sealed record SgdOptions : OptimizerOptions;

/// <summary>A learning rate as a pure function of the step: the base of every row of <see cref="ScheduleRegistry"/>.</summary>
public abstract record ScheduleOptions;

/// <summary>The learning rate stays what it is.</summary>
public sealed record ConstantSchedule : ScheduleOptions;

/// <summary>What is minimised: the base of every row of <see cref="LossRegistry"/>.</summary>
public abstract record LossOptions;

/// <summary>How long to train and what to watch.</summary>
public sealed record TrainingOptions;

/// <summary>The update rules that a config can name.</summary>
public static class OptimizerRegistry
{
    /// <summary>The one list.</summary>
    public static Registry<OptimizerOptions> Instance { get; } = new Registry<OptimizerOptions>("optimizer", "kind").Add<SgdOptions>("sgd", "Stochastic gradient descent.");
}

/// <summary>The schedules that a config can name.</summary>
public static class ScheduleRegistry
{
    /// <summary>The one list.</summary>
    public static Registry<ScheduleOptions> Instance { get; } = new Registry<ScheduleOptions>("schedule", "kind").Add<ConstantSchedule>("constant", "Stays what it is.");
}

/// <summary>The losses that a config can name.</summary>
public static class LossRegistry
{
    /// <summary>The one list.</summary>
    public static Registry<LossOptions> Instance { get; } = new("loss", "kind");
}
