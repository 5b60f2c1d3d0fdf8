using Microsoft.Extensions.Configuration;

namespace Experiments.Experiment;

/// <summary>A config after its layers are merged, its keys are checked, and defaults are filled in.</summary>
/// <param name="Document">The complete config as JSON. Reading this document alone gives the same config. The document contains the Serilog
/// section if the files have such a section.</param>
/// <param name="Settings">The Serilog section, overridden by the environment variables <c>EXPERIMENTS_SERILOG__…</c>.</param>
/// <param name="Files">Files of the config. A later file overrides earlier files.</param>
public sealed record ResolvedConfig(ExperimentConfig Config, JsonObject Document, IConfiguration Settings, IReadOnlyList<string> Files);
