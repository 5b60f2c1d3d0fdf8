using Microsoft.Extensions.Configuration;
using Serilog.Core;
using Serilog.Debugging;
using Serilog;

namespace Experiments.Experiment;

/// <summary>Creates the logger for users, with the levels and sinks of the config's <c>Serilog</c> section. Without that section, the
/// logger writes nothing.</summary>
public static partial class ConsoleLog
{
    private const string Section = "Serilog";

    /// <summary>Creates the logger. The caller disposes of the logger.</summary>
    /// <exception cref="InputException">The section is invalid.</exception>
    public static Logger Of(ResolvedConfig config)
    {
        var logger = new LoggerConfiguration();
        if (!config.Settings.GetSection(Section).Exists())
            return logger.CreateLogger();
        var complaints = new List<string>();
        // Serilog skips a sink that it can't find or create, and reports this only to its self-log.
        SelfLog.Enable(complaints.Add);
        try
        {
            var made = logger.ReadFrom.Configuration(config.Settings).CreateLogger();
            return complaints.Count == 0
                ? made
                : throw new InputException([.. complaints.Select(complaint => $"{Section}: {InWords(complaint)}")]);
        }
        catch (Exception exception) when (exception is InvalidOperationException or ArgumentException or FormatException or IOException
            or BadImageFormatException or System.Reflection.TargetInvocationException)
        {
            throw new InputException($"{Section}: {exception.GetBaseException().Message.ReplaceLineEndings(" ").TrimEnd()}");
        }
        finally
        {
            SelfLog.Disable();
        }
    }

    // Shortens Serilog's message, which lists every overload of a method; a user of a config needs only the method's name.
    private static string InWords(string complaint)
    {
        var lines = complaint.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (SinkFailure().Match(WithoutTime(lines[0])) is { Success: true } failure)
            return $"{failure.Groups[1].Value}: {(lines.Length > 1 ? ExceptionType().Replace(lines[1], "") : "unknown error.")}";
        var names = lines.Skip(1).Select(line => MethodName().Match(line)).Where(match => match.Success)
            .Select(match => match.Groups[1].Value).Distinct().ToList();
        return names.Count == 0
            ? WithoutTime(string.Join(' ', lines))
            : $"{WithoutTime(lines[0]).Replace(" Candidate methods are:", "", StringComparison.Ordinal).TrimEnd('.')}; there are "
                + $"{string.Join(", ", names)}.";
    }

    [GeneratedRegex(@"^Serilog\.LoggerConfiguration (\w+)\(", RegexOptions.CultureInvariant)]
    private static partial Regex MethodName();

    // A failing sink writes "SENDER: SENTENCE (KIND, COUNT events)", then the exception with its stack trace.
    [GeneratedRegex(@"^\S+: (.+) \(\w+, [^()]* events\)$", RegexOptions.CultureInvariant)]
    private static partial Regex SinkFailure();

    [GeneratedRegex(@"^[\w.]+: ", RegexOptions.CultureInvariant)]
    private static partial Regex ExceptionType();

    // A message begins with the time in round-trip format.
    private static string WithoutTime(string complaint) =>
        complaint.Split(' ', 2) is [var time, var rest] && DateTime.TryParse(time, CultureInfo.InvariantCulture, out _) ? rest : complaint;
}
