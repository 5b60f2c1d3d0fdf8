using Microsoft.Extensions.Configuration;

namespace Experiments.Experiment;

/// <summary>A config with its layers merged, every key checked and every default written out.</summary>
/// <param name="Document">Complete JSON form; read again on its own, it gives the same config. It holds
/// Serilog's section if the files have one.</param>
/// <param name="Settings">The document for Serilog, overridden by the machine's logging variables (<c>EXPERIMENTS_SERILOG__…</c>).</param>
/// <param name="Files">Files that it was read from, weakest first.</param>
public sealed record ResolvedConfig(ExperimentConfig Config, JsonObject Document, IConfiguration Settings, IReadOnlyList<string> Files);
