using System.Collections;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Configuration;

namespace Experiments.Configuration;

/// <summary>A complete document as Microsoft.Extensions.Configuration sees it.</summary>
internal static class Settings
{
    /// <summary>The section that Serilog.Settings.Configuration reads.</summary>
    public const string Logging = "Serilog";

    /// <summary>What a machine may set: <c>EXPERIMENTS_SERILOG__MINIMUMLEVEL=Debug</c>. Only logging, which no result depends on.</summary>
    public const string LoggingVariables = "EXPERIMENTS_SERILOG__";

    /// <summary>The document alone.</summary>
    public static IConfigurationRoot From(JsonObject document) => new ConfigurationBuilder().AddDocument(document).Build();

    /// <summary>The document, and above it what the machine's environment says of logging.</summary>
    public static IConfigurationRoot WithEnvironment(JsonObject document) => new ConfigurationBuilder()
        .AddDocument(document)
        .AddInMemoryCollection(Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
            .Select(variable => (Name: (string)variable.Key, Value: (string?)variable.Value))
            .Where(variable => variable.Name.StartsWith(LoggingVariables, StringComparison.OrdinalIgnoreCase))
            .Select(variable => KeyValuePair.Create($"{Logging}:{variable.Name[LoggingVariables.Length..].Replace("__", ":", StringComparison.Ordinal)}", variable.Value)))
        .Build();

    private static IConfigurationBuilder AddDocument(this ConfigurationBuilder builder, JsonObject document) =>
        builder.AddJsonStream(new MemoryStream(CanonicalJson.SerializeToUtf8(document)));
}
