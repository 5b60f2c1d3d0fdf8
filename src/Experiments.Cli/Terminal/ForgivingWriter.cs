namespace Experiments.Cli.Terminal;

/// <summary>A writer for standard output or standard error that never throws: after a closed descriptor or a full disk, the run continues
/// without output.</summary>
public sealed class ForgivingWriter(TextWriter target) : TextWriter
{
    /// <summary>The exception of the first failed write, such as on a full disk; null if no write failed. A closed descriptor or pipe does
    /// not count as a failure.</summary>
    public IOException? Failure { get; private set; }

    /// <inheritdoc/>
    public override Encoding Encoding => target.Encoding;

    /// <inheritdoc/>
    public override void Write(char value) => Forgive(() => target.Write(value));

    /// <inheritdoc/>
    public override void Write(char[] buffer, int index, int count) => Forgive(() => target.Write(buffer, index, count));

    /// <inheritdoc/>
    public override void Write(string? value) => Forgive(() => target.Write(value));

    /// <inheritdoc/>
    public override void Flush() => Forgive(target.Flush);

    private void Forgive(Action write)
    {
        try
        {
            write();
        }
        catch (IOException failure)
        {
            Failure ??= failure;
        }
        catch (Exception failure) when (failure is UnauthorizedAccessException or ObjectDisposedException)
        {
            // These exceptions mean a closed descriptor.
        }
    }
}
