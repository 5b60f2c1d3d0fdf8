using Experiments.Configuration;

namespace Experiments.Training;

/// <summary>The schedules that a config can name.</summary>
public static class ScheduleRegistry
{
    /// <summary>The one list.</summary>
    public static Registry<ScheduleOptions> Instance { get; } = new Registry<ScheduleOptions>("schedule", "kind")
        .Add<ConstantSchedule>("constant", "The learning rate stays what it is.")
        .Add<StepSchedule>("step", "The learning rate is multiplied by gamma after every step_size epochs or steps (StepLR).")
        .Add<CosineSchedule>("cosine", "Half a cosine from the learning rate down to min_lr at the last step (CosineAnnealingLR).");
}
