using Serilog.Events;
using Serilog.Formatting.Json;
using Serilog.Formatting;

namespace Experiments.Runs;

/// <summary>
/// Writes a Serilog event as one JSON object per line. The fields are <c>time</c> (UTC), <c>level</c>, <c>event</c> (the kind of event,
/// such as <c>started</c>), <c>message</c> (for people), and then the properties of the message under their names.
/// </summary>
public sealed class EventFormatter : ITextFormatter
{
    /// <summary>Name of the property that holds the event's kind.</summary>
    public const string Kind = "event";

    private static readonly JsonValueFormatter Values = new(typeTagName: null);

    /// <inheritdoc/>
    public void Format(LogEvent logEvent, TextWriter output)
    {
        output.Write("{\"time\":\"");
        output.Write(logEvent.Timestamp.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
        output.Write("\",\"level\":\"");
        output.Write(logEvent.Level.ToString().ToLowerInvariant());
        output.Write('"');
        if (logEvent.Properties.TryGetValue(Kind, out var kind))
            WriteProperty(Kind, kind, output);
        output.Write(",\"message\":");
        output.Write(JsonText.Line(JsonValue.Create(logEvent.RenderMessage(CultureInfo.InvariantCulture))));
        foreach (var (name, value) in logEvent.Properties.OrderBy(property => property.Key, StringComparer.Ordinal))
        {
            if (name != Kind)
                WriteProperty(name, value, output);
        }

        if (logEvent.Exception is { } exception)
        {
            output.Write(",\"exception\":");
            output.Write(JsonText.Line(JsonValue.Create(exception.ToString())));
        }

        output.Write('}');
    }

    private static void WriteProperty(string name, LogEventPropertyValue value, TextWriter output)
    {
        output.Write(',');
        JsonValueFormatter.WriteQuotedJsonString(name, output);
        output.Write(':');
        Values.Format(value, output);
    }
}
