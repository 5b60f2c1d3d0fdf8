using Serilog.Core;
using Serilog.Events;
using Serilog;

namespace Experiments.Runs;

/// <summary>
/// Writes events to two channels. <c>events.jsonl</c> gets all events; if an event can't be written to this file, the log throws. The
/// user's logger uses the levels and sinks of the config's <c>Serilog</c> section and never throws.
/// </summary>
public sealed class EventLog : IDisposable
{
    private readonly Logger _logger;
    private readonly JsonLines _lines;

    /// <param name="lines">The file <c>events.jsonl</c>. The log closes the file.</param>
    public EventLog(JsonLines lines, ILogger people)
    {
        _lines = lines;
        _logger = new LoggerConfiguration()
            .MinimumLevel.Verbose()
            .AuditTo.Sink(new LineSink(lines))
            .WriteTo.Logger(people)
            .CreateLogger();
    }

    /// <param name="kind"><c>started</c>, <c>epoch</c>, <c>checkpoint</c>, <c>warning</c>, <c>diverged</c>, <c>completed</c> …</param>
    /// <param name="template">Sentence with the properties' names in braces.</param>
    /// <param name="values">Values of the properties, in the order of the template.</param>
    /// <exception cref="IOException">The file can't be written.</exception>
    public void Write(LogEventLevel level, string kind, string template, params object?[] values) =>
        Write(level, kind, exception: null, template, values);

    /// <exception cref="IOException">The file can't be written.</exception>
    public void Write(LogEventLevel level, string kind, Exception? exception, string template, object?[] values)
    {
        try
        {
            _logger.ForContext(EventFormatter.Kind, kind).Write(level, exception, template, values);
        }
        catch (AggregateException failure) when (failure.InnerExceptions is [IOException inner])
        {
            // Serilog wraps the exception of the file in another exception.
            throw new IOException(inner.Message, inner);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _logger.Dispose();
        _lines.Dispose();
    }

    private sealed class LineSink(JsonLines lines) : ILogEventSink
    {
        private readonly EventFormatter _formatter = new();

        public void Emit(LogEvent logEvent)
        {
            using var text = new StringWriter(CultureInfo.InvariantCulture);
            _formatter.Format(logEvent, text);
            lines.Append(text.ToString());
        }
    }
}
