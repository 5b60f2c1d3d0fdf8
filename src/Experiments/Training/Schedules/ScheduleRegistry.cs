namespace Experiments.Training;

/// <summary>The schedules that a config can name.</summary>
public static class ScheduleRegistry
{
    public static Registry<ScheduleOptions> Instance { get; } = new Registry<ScheduleOptions>("schedule", "kind")
        .Add<ConstantSchedule>("constant", "The learning rate stays what it is.")
        .Add<StepSchedule>("step", "The learning rate is multiplied by gamma after every step_size epochs or steps (StepLR).")
        .Add<MultiStepSchedule>("multi_step",
            "The learning rate is multiplied by gamma at each of a list of epochs or steps (MultiStepLR).")
        .Add<ExponentialSchedule>("exponential", "The learning rate is multiplied by gamma after every epoch or step (ExponentialLR).")
        .Add<PolynomialSchedule>("polynomial", "A power of the share of the run that is left, down to 0 at the end (PolynomialLR).")
        .Add<CosineSchedule>("cosine", "Half a cosine from the learning rate down to min_lr at the last step (CosineAnnealingLR).")
        .Add<CosineRestartsSchedule>("cosine_restarts",
            "Half a cosine down to min_lr, again and again (CosineAnnealingWarmRestarts; Loshchilov & Hutter, 2017).")
        .Add<OneCycleSchedule>("one_cycle",
            "Up to the learning rate and down again, far below where it began (OneCycleLR with cycle_momentum=False; Smith & "
                + "Topin, 2019).");
}
