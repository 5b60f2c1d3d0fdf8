using Experiments.Configuration;

namespace Experiments.Training;

/// <summary>The schedules that a config can name.</summary>
public static class ScheduleRegistry
{
    /// <summary>The one list.</summary>
    public static Registry<ScheduleOptions> Instance { get; } = new Registry<ScheduleOptions>("schedule", "kind")
        .Add<ConstantSchedule>("constant", "The learning rate stays what it is.", "学习率保持不变。")
        .Add<StepSchedule>("step", "The learning rate is multiplied by gamma after every step_size epochs or steps (StepLR).",
            "每过 step_size 轮或步，学习率乘以 gamma（StepLR）。")
        .Add<CosineSchedule>("cosine", "Half a cosine from the learning rate down to min_lr at the last step (CosineAnnealingLR).",
            "沿半个余弦从学习率降到最后一步的 min_lr（CosineAnnealingLR）。");
}
