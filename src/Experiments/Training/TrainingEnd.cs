namespace Experiments.Training;

public enum TrainingEnd
{
    /// <summary>All updates were made, the target was reached (with stop), or early stopping ended the training.</summary>
    Completed,

    /// <summary>A non-finite loss or gradient ended the run, or the loss of the last evaluation is not finite.</summary>
    Diverged,

    /// <summary>The run was cancelled, and stopped between two updates.</summary>
    Interrupted,
}
