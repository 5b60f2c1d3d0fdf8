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
        .Add<PolynomialSchedule>("polynomial", "At step t of T, the learning rate is multiplied by (1 - t/T)^power, down to 0 at the "
            + "end (PolynomialLR).")
        .Add<CosineSchedule>("cosine", "The learning rate falls along half a cosine and reaches min_lr at the end (CosineAnnealingLR).")
        .Add<CosineRestartsSchedule>("cosine_restarts",
            "The learning rate falls along half a cosine to min_lr, then restarts, in cycles (CosineAnnealingWarmRestarts; Loshchilov "
                + "& Hutter, 2017).")
        .Add<OneCycleSchedule>("one_cycle",
            "The learning rate rises to lr, then falls to far below its first value (OneCycleLR with cycle_momentum=False; Smith & "
                + "Topin, 2019).");
}
