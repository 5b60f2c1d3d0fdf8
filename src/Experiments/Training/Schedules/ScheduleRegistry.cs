namespace Experiments.Training;

/// <summary>The schedules that a config can name.</summary>
public static class ScheduleRegistry
{
    public static Registry<ScheduleOptions> Instance { get; } = new Registry<ScheduleOptions>("schedule", "kind")
        .Add<ConstantSchedule>("constant", "The learning rate stays what it is.", "学习率保持不变。")
        .Add<StepSchedule>("step", "The learning rate is multiplied by gamma after every step_size epochs or steps (StepLR).",
            "每过 step_size 轮或步，学习率乘以 gamma（StepLR）。")
        .Add<MultiStepSchedule>("multi_step", "The learning rate is multiplied by gamma at each of a list of epochs or steps (MultiStepLR).",
            "在列出的每个轮数或步数处，学习率乘以 gamma（MultiStepLR）。")
        .Add<ExponentialSchedule>("exponential", "The learning rate is multiplied by gamma after every epoch or step (ExponentialLR).",
            "每轮或每步之后，学习率乘以 gamma（ExponentialLR）。")
        .Add<PolynomialSchedule>("polynomial", "A power of the share of the run that is left, down to 0 at the end (PolynomialLR).",
            "学习率按剩余训练比例的幂下降，到结束时为 0（PolynomialLR）。")
        .Add<CosineSchedule>("cosine", "Half a cosine from the learning rate down to min_lr at the last step (CosineAnnealingLR).",
            "沿半个余弦从学习率降到最后一步的 min_lr（CosineAnnealingLR）。")
        .Add<CosineRestartsSchedule>("cosine_restarts", "Half a cosine down to min_lr, again and again (CosineAnnealingWarmRestarts; Loshchilov & Hutter, 2017).",
            "反复沿半个余弦降到 min_lr 再重启（CosineAnnealingWarmRestarts；Loshchilov & Hutter, 2017）。")
        .Add<OneCycleSchedule>("one_cycle", "Up to the learning rate and down again, far below where it began (OneCycleLR with cycle_momentum=False; Smith & Topin, 2019).",
            "先升到学习率，再降到远低于起点（OneCycleLR，cycle_momentum=False；Smith & Topin, 2019）。");
}
