namespace Experiments.Training;

/// <summary>Phases of an update, numbered as <see cref="Native.OperatorProfile"/> expects.</summary>
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

    /// <summary>Computing the norm of the gradients, and copying norm and loss to the host.</summary>
    Norm,

    Clip,

    /// <summary>The optimiser's step.</summary>
    Step,

    /// <summary>The moving average of the weights.</summary>
    Average,
}
