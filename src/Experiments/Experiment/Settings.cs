using System.Collections;
using Microsoft.Extensions.Configuration;

namespace Experiments.Experiment;

/// <summary>Converts a document's logging section to Microsoft.Extensions.Configuration.</summary>
internal static class Settings
{
    /// <summary>Name of the section that Serilog.Settings.Configuration reads.</summary>
    public const string Logging = "Serilog";

    /// <summary>Prefix of environment variables for logging, such as <c>EXPERIMENTS_SERILOG__MINIMUMLEVEL=Debug</c>. These variables don't
    /// affect results.</summary>
    public const string LoggingVariables = "EXPERIMENTS_SERILOG__";

    /// <summary>Returns the logging section, overridden by environment variables.</summary>
    public static IConfigurationRoot WithEnvironment(JsonObject document)
    {
        var builder = new ConfigurationBuilder();
        if (document[Logging] is { } section)
            builder.AddJsonStream(new MemoryStream(CanonicalJson.SerializeToUtf8(new JsonObject { [Logging] = section.DeepClone() })));
        return builder.AddInMemoryCollection(Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
            .Select(variable => (Name: (string)variable.Key, Value: (string?)variable.Value))
            .Where(variable => variable.Name.StartsWith(LoggingVariables, StringComparison.OrdinalIgnoreCase))
            .Select(variable => KeyValuePair.Create(
                $"{Logging}:{variable.Name[LoggingVariables.Length..].Replace("__", ":", StringComparison.Ordinal)}", variable.Value)))
            .Build();
    }
}
