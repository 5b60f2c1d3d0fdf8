namespace Experiments.Options.Reading;

/// <summary>Converts byte offsets of a UTF-8 file to lines and columns. Ascending offsets need only one pass over the file.</summary>
internal sealed class TextPositions(ReadOnlyMemory<byte> utf8, Source source)
{
    private int _offset;
    private int _line = 1;
    private int _column = 1;

    public Origin At(long offset)
    {
        var target = (int)Math.Clamp(offset, 0, utf8.Length);
        if (target < _offset)
            (_offset, _line, _column) = (0, 1, 1);
        var passed = utf8.Span[_offset..target];
        for (var end = passed.IndexOf((byte)'\n'); end >= 0; end = passed.IndexOf((byte)'\n'))
        {
            passed = passed[(end + 1)..];
            _line++;
            _column = 1;
        }
        _column += Encoding.UTF8.GetCharCount(passed);
        _offset = target;
        return new Origin(source, _line, _column);
    }

    /// <summary>Converts the position that System.Text.Json reports: a line, counted from 0, and a byte within this line.</summary>
    public Origin At(long line, long byteInLine)
    {
        var start = 0;
        for (var passed = 0L; passed < line; passed++)
        {
            var end = utf8.Span[start..].IndexOf((byte)'\n');
            if (end < 0)
                break;
            start += end + 1;
        }
        return At(start + byteInLine);
    }
}
