namespace Experiments.Cli.Terminal;

/// <summary>Standard output or error as a channel that never fails: a closed descriptor or a
/// full disk loses the words, not the run.</summary>
public sealed class ForgivingWriter(TextWriter target) : TextWriter
{
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

    private static void Forgive(Action write)
    {
        try
        {
            write();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ObjectDisposedException)
        {
            // There is nobody to tell.
        }
    }
}
