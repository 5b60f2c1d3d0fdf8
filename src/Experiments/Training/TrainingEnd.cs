namespace Experiments.Training;

public enum TrainingEnd
{
    /// <summary>All updates were made, early stopping ended the training, or the target was reached and the config says to stop
    /// there.</summary>
    Completed,

    /// <summary>A non-finite loss or gradient ended the run, or the loss of the last evaluation is not finite.</summary>
    Diverged,

    /// <summary>The run was cancelled and stopped after an update.</summary>
    Interrupted,
}
