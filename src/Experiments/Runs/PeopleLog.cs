using Experiments.Configuration;
using Microsoft.Extensions.Configuration;
using Serilog;
using Serilog.Core;

namespace Experiments.Runs;

/// <summary>The logger for people: levels and sinks as a config's <c>Serilog</c> section names them, nothing where it has none.</summary>
public static class PeopleLog
{
    private const string Section = "Serilog";

    /// <summary>Makes the logger; the caller disposes of it.</summary>
    /// <exception cref="InputException">The section can't be understood.</exception>
    public static Logger Of(ResolvedConfig config)
    {
        var logger = new LoggerConfiguration();
        if (!config.Settings.GetSection(Section).Exists())
            return logger.CreateLogger();
        try
        {
            return logger.ReadFrom.Configuration(config.Settings).CreateLogger();
        }
        catch (Exception exception) when (exception is InvalidOperationException or ArgumentException or FormatException)
        {
            throw new InputException($"{Section}: {exception.Message}");
        }
    }
}
