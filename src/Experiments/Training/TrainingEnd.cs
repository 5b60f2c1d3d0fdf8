namespace Experiments.Training;

public enum TrainingEnd
{
    /// <summary>All updates were made, or the target was reached and asked to stop there, or early stopping lost its patience.</summary>
    Completed,

    /// <summary>A loss or a gradient was not finite and ended the run, or the loss of the last evaluation is not.</summary>
    Diverged,

    /// <summary>It was asked to stop, and stopped between two updates.</summary>
    Interrupted,
}
