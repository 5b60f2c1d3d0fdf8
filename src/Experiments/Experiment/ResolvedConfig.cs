using Microsoft.Extensions.Configuration;

namespace Experiments.Experiment;

/// <summary>A config with merged layers, checked keys and all defaults.</summary>
/// <param name="Document">Complete JSON form; reading it alone gives the same config. It holds the Serilog section if the files have
/// one.</param>
/// <param name="Settings">The Serilog section, overridden by the environment variables <c>EXPERIMENTS_SERILOG__…</c>.</param>
/// <param name="Files">Files of the config, weakest first.</param>
public sealed record ResolvedConfig(ExperimentConfig Config, JsonObject Document, IConfiguration Settings, IReadOnlyList<string> Files);
