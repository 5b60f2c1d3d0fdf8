namespace Experiments.Data;

public enum TaskKind
{
    /// <summary>The target is one of several classes. Targets are int64 class numbers, and the model outputs logits.</summary>
    Classification,

    /// <summary>The target is a number. Targets are [N, 1] in the run's precision.</summary>
    Regression,
}
