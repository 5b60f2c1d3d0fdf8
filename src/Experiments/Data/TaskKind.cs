namespace Experiments.Data;

/// <summary>What is predicted.</summary>
public enum TaskKind
{
    /// <summary>One of a number of classes; targets are int64 class numbers, the model gives logits.</summary>
    Classification,

    /// <summary>A number; targets are [N, 1] in the run's precision.</summary>
    Regression,
}
