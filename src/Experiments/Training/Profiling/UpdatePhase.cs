namespace Experiments.Training;

/// <summary>Phases of an update, with the numbers that <see cref="Native.OperatorProfile"/> takes.</summary>
public enum UpdatePhase
{
    /// <summary>Reports and bookkeeping between two updates.</summary>
    Other,

    /// <summary>Setting the gradients to zero.</summary>
    Zero,

    /// <summary>Taking the batch.</summary>
    Batch,

    Forward,

    Loss,

    Backward,

    /// <summary>The norm of the gradients, and handing norm and loss to the host.</summary>
    Norm,

    Clip,

    /// <summary>The optimiser.</summary>
    Step,

    /// <summary>The moving average of the weights.</summary>
    Average,
}
