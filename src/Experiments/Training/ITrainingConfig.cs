using Experiments.Data;

namespace Experiments.Training;

/// <summary>The sections of a config that training reads.</summary>
public interface ITrainingConfig
{
    long Seed { get; }

    DataOptions Data { get; }

    /// <summary>The loss; null means the task's default loss.</summary>
    LossOptions? Loss { get; }

    OptimizerOptions Optimizer { get; }

    ScheduleOptions Schedule { get; }

    TrainingOptions Training { get; }

    /// <summary>Whether an update may draw from libtorch's global generators. For such a config, the trainer seeds these generators before
    /// each update.</summary>
    bool DrawsRandomNumbers { get; }
}
