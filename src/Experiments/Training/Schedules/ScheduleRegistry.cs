namespace Experiments.Training;

/// <summary>The schedules that a config can name.</summary>
public static class ScheduleRegistry
{
    public static Registry<ScheduleOptions> Instance { get; } = new Registry<ScheduleOptions>("schedule", "kind")
        .Add<ConstantSchedule>("constant", "A constant learning rate.")
        .Add<StepSchedule>("step", "The learning rate is multiplied by gamma after every step_size epochs or steps (StepLR).")
        .Add<MultiStepSchedule>("multi_step",
            "The learning rate is multiplied by gamma at each of a list of epochs or steps (MultiStepLR).")
        .Add<ExponentialSchedule>("exponential", "The learning rate is multiplied by gamma after every epoch or step (ExponentialLR).")
        .Add<PolynomialSchedule>("polynomial", "The learning rate times (1 - t/T)^power, down to 0 at the end (PolynomialLR).")
        .Add<CosineSchedule>("cosine", "Half a cosine from the learning rate down to min_lr at the end (CosineAnnealingLR).")
        .Add<CosineRestartsSchedule>("cosine_restarts",
            "Cycles of half a cosine down to min_lr (CosineAnnealingWarmRestarts; Loshchilov & Hutter, 2017).")
        .Add<OneCycleSchedule>("one_cycle",
            "Up to the learning rate, then down to far below the first rate (OneCycleLR with cycle_momentum=False; Smith & "
                + "Topin, 2019).");
}
