using System.Text.Json.Nodes;
using Microsoft.Extensions.Configuration;

namespace Experiments.Configuration;

/// <summary>A config with its layers merged, every key checked and every default written out.</summary>
/// <param name="Config">The typed options.</param>
/// <param name="Document">The same as JSON: complete, so that reading it again, alone, gives the same config. It holds Serilog's section where the files have one.</param>
/// <param name="Settings">The document as Microsoft.Extensions.Configuration sees it, for Serilog's section, with the machine's logging variables (<c>EXPERIMENTS_SERILOG__…</c>) above it.</param>
/// <param name="Files">The files that it was read from, weakest first.</param>
public sealed record ResolvedConfig(ExperimentConfig Config, JsonObject Document, IConfiguration Settings, IReadOnlyList<string> Files);
