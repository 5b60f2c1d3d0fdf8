namespace Experiments.Cli.Terminal;

/// <summary>Standard output or error that never throws: after a closed descriptor or a full disk, the run continues without
/// output.</summary>
public sealed class ForgivingWriter(TextWriter target) : TextWriter
{
    /// <summary>The first failed write, such as on a full disk; null if none failed. A closed descriptor or pipe doesn't count.</summary>
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
