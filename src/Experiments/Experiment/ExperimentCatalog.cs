using Experiments.Initialization;

namespace Experiments.Experiment;

/// <summary>Keys of an experiment's config.</summary>
internal static class ExperimentCatalog
{
    public static OptionCatalog Instance { get; } = new(typeof(ExperimentConfig), Registries.All, LayerNames.Meanings, Settings.Logging);
}
