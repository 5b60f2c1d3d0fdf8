using Experiments.Data;
using Experiments.Initialization;
using Experiments.Models;
using Experiments.Training;

namespace Experiments.Experiment;

/// <summary>All registries. The config reader, the schema, <c>experiments list</c>, the reference and the conformance tests enumerate
/// them.</summary>
public static class Registries
{
    public static IReadOnlyList<IRegistry> All { get; } =
    [
        DataRegistry.Instance,
        ModelRegistry.Instance,
        ActivationRegistry.Instance,
        SchemeRegistry.Instance,
        OptimizerRegistry.Instance,
        ScheduleRegistry.Instance,
        LossRegistry.Instance,
    ];
}
