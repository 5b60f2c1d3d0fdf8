namespace Experiments.Data.Tables;

/// <summary>Passes text on, but stops before a hostile file takes all memory: too much text, or a line of nothing but delimiters.</summary>
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
            throw new InputException($"{path}: more than {maximumCharacters} characters, the most that is supported.");
        foreach (var character in text)
        {
            if (character == '\n')
            {
                _line++;
                _delimiters = 0;
            }
            else if (character == delimiter && ++_delimiters >= maximumDelimiters)
            {
                throw new InputException($"{path}, line {_line}: more than {maximumDelimiters} columns, the most that is supported.");
            }
        }
    }
}
