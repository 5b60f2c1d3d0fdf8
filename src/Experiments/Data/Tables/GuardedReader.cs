namespace Experiments.Data.Tables;

/// <summary>Reads text with limits on the length of the text and on the delimiters in a line, so that a malicious file can't exhaust the
/// memory.</summary>
internal sealed class GuardedReader(TextReader inner, string path, char delimiter, int maximumDelimiters, long maximumCharacters)
    : TextReader
{
    private long _characters;
    private int _line = 1;
    private int _delimiters;

    /// <inheritdoc/>
    public override int Read(char[] buffer, int index, int count)
    {
        var read = inner.Read(buffer, index, count);
        Check(buffer.AsSpan(index, read));
        return read;
    }

    /// <inheritdoc/>
    public override int Read(Span<char> buffer)
    {
        var read = inner.Read(buffer);
        Check(buffer[..read]);
        return read;
    }

    /// <inheritdoc/>
    public override int Read()
    {
        var character = inner.Read();
        if (character >= 0)
            Check([(char)character]);
        return character;
    }

    /// <inheritdoc/>
    public override int Peek() => inner.Peek();

    private void Check(ReadOnlySpan<char> text)
    {
        _characters += text.Length;
        if (_characters > maximumCharacters)
            throw new InputException($"{path}: the file has more than {maximumCharacters} characters, which is the limit.");
        foreach (var character in text)
        {
            if (character == '\n')
            {
                _line++;
                _delimiters = 0;
            }
            else if (character == delimiter && ++_delimiters >= maximumDelimiters)
            {
                throw new InputException($"{path}, line {_line}: the line has more than {maximumDelimiters} columns, which is the limit.");
            }
        }
    }
}
