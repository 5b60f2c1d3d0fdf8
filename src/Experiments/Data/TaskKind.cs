namespace Experiments.Data;

public enum TaskKind
{
    /// <summary>One of several classes; targets are int64 class numbers, and the model outputs logits.</summary>
    Classification,

    /// <summary>A number; targets are [N, 1] in the run's precision.</summary>
    Regression,
}
