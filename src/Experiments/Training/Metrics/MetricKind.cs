using Experiments.Data;

namespace Experiments.Training;

/// <summary>A metric that evaluations can measure: the base of every row of <see cref="MetricRegistry"/>.</summary>
public abstract class MetricKind
{
    /// <summary>The word in a config and the key in a record.</summary>
    public abstract string Name { get; }

    /// <summary>Unit of the value: <c>share</c>, <c>%</c>, <c>loss</c>, <c>target</c> for the target's own, or other words.</summary>
    public abstract string Unit { get; }

    public virtual bool IsHigherBetter => false;

    /// <summary>Whether the metric is defined on this data with this loss.</summary>
    public abstract bool AppliesTo(DataDescription data, LossOptions loss);

    /// <summary>Starts a measurement over the batches of a split.</summary>
    public abstract MetricSum Start(DataDescription data, LossOptions loss);
}
