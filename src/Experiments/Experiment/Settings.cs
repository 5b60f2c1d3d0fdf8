using System.Collections;
using Microsoft.Extensions.Configuration;

namespace Experiments.Experiment;

/// <summary>Converts a complete document to Microsoft.Extensions.Configuration.</summary>
internal static class Settings
{
    /// <summary>Section that Serilog.Settings.Configuration reads.</summary>
    public const string Logging = "Serilog";

    /// <summary>Prefix of variables for logging, which no result depends on, as in
    /// <c>EXPERIMENTS_SERILOG__MINIMUMLEVEL=Debug</c>.</summary>
    public const string LoggingVariables = "EXPERIMENTS_SERILOG__";

    public static IConfigurationRoot From(JsonObject document) => new ConfigurationBuilder().AddDocument(document).Build();

    /// <summary>The document, overridden by the machine's logging variables.</summary>
    public static IConfigurationRoot WithEnvironment(JsonObject document) => new ConfigurationBuilder()
        .AddDocument(document)
        .AddInMemoryCollection(Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
            .Select(variable => (Name: (string)variable.Key, Value: (string?)variable.Value))
            .Where(variable => variable.Name.StartsWith(LoggingVariables, StringComparison.OrdinalIgnoreCase))
            .Select(variable => KeyValuePair.Create(
                $"{Logging}:{variable.Name[LoggingVariables.Length..].Replace("__", ":", StringComparison.Ordinal)}", variable.Value)))
        .Build();

    private static IConfigurationBuilder AddDocument(this ConfigurationBuilder builder, JsonObject document) =>
        builder.AddJsonStream(new MemoryStream(CanonicalJson.SerializeToUtf8(document)));
}
