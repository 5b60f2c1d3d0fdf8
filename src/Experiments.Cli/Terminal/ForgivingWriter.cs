namespace Experiments.Cli.Terminal;

/// <summary>Standard output or error as a channel that never fails: a closed descriptor or a
/// full disk loses the words, not the run.</summary>
public sealed class ForgivingWriter(TextWriter target) : TextWriter
{
    /// <summary>The first write that failed, such as on a full disk; null if none did, and where nobody reads: a closed descriptor or
    /// pipe.</summary>
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
            // .NET's exceptions for a closed descriptor.
        }
    }
}
