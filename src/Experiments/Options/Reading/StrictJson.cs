using System.Text.Unicode;

namespace Experiments.Options.Reading;

/// <summary>
/// Reads JSON (RFC 8259) strictly: only UTF-8, without duplicate keys and type conversions. Comments and trailing commas are allowed,
/// because users write configs by hand. A UTF-8 byte order mark is skipped (RFC 8259 section 8.1 permits it), because editors on Windows
/// write a byte order mark.
/// </summary>
internal static class StrictJson
{
    /// <summary>Size limit of a file in bytes. A config has a few thousand bytes.</summary>
    public const int LargestFile = 1 << 20;

    /// <summary>Limit on the number of nested levels. The options need fewer than ten levels.</summary>
    public const int Deepest = 32;

    private static readonly JsonReaderOptions Options = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip,
        MaxDepth = Deepest };

    /// <summary>Parses a text. On failure, adds a mistake and returns null.</summary>
    public static Node? Parse(ReadOnlyMemory<byte> utf8, Source source, MistakeList mistakes)
    {
        if (utf8.Span.StartsWith(Encoding.UTF8.Preamble))
            utf8 = utf8[Encoding.UTF8.Preamble.Length..];
        var positions = new TextPositions(utf8, source);
        if (WrongEncoding(utf8.Span) is { } wrong)
        {
            mistakes.Add(positions.At(wrong.Offset), wrong.Sentence);
            return null;
        }
        try
        {
            return ReadDocument(utf8.Span, positions, mistakes);
        }
        catch (JsonException mistake)
        {
            mistakes.Add(positions.At(mistake.LineNumber ?? 0, mistake.BytePositionInLine ?? 0),
                $"this is not valid JSON: {Reason(mistake)}");
            return null;
        }
    }

    /// <summary>Tests whether a text is JSON. On the command line, a text that is not JSON may be a string without quotes.</summary>
    public static bool IsJson(ReadOnlySpan<byte> utf8)
    {
        try
        {
            var reader = new Utf8JsonReader(utf8, Options);
            while (reader.Read())
                reader.TrySkip();
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static (int Offset, string Sentence)? WrongEncoding(ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) || bytes.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]))
            return (0, "the file is UTF-16; save it as UTF-8");
        if (Utf8.IsValid(bytes))
            return null;
        var offset = ValidPrefix(bytes);
        return (offset, string.Create(CultureInfo.InvariantCulture,
            $"the byte 0x{bytes[offset]:X2} is not valid UTF-8 here; save the file as UTF-8"));
    }

    private static int ValidPrefix(ReadOnlySpan<byte> bytes)
    {
        var offset = 0;
        while (Rune.DecodeFromUtf8(bytes[offset..], out _, out var length) == System.Buffers.OperationStatus.Done)
            offset += length;
        return offset;
    }

    private static Node ReadDocument(ReadOnlySpan<byte> utf8, TextPositions positions, MistakeList mistakes)
    {
        if (utf8.TrimStart(" \t\r\n"u8).IsEmpty)
            throw new JsonException("the file is empty; a config is an object, { … }.", null, 0, 0);
        var reader = new Utf8JsonReader(utf8, Options);
        reader.Read();
        var node = ReadValue(ref reader, "", positions, mistakes);
        while (reader.Read())
        {
            // This call of Read throws if anything follows the value.
        }
        return node;
    }

    private static Node ReadValue(ref Utf8JsonReader reader, string path, TextPositions positions, MistakeList mistakes)
    {
        var origin = positions.At(reader.TokenStartIndex);
        return reader.TokenType switch
        {
            JsonTokenType.StartObject => ReadObject(ref reader, origin, path, positions, mistakes),
            JsonTokenType.StartArray => ReadList(ref reader, origin, path, positions, mistakes),
            JsonTokenType.String => new TextNode(origin, TextOf(ref reader, origin)),
            JsonTokenType.Number => new NumberNode(origin, Encoding.ASCII.GetString(reader.ValueSpan)),
            JsonTokenType.True or JsonTokenType.False => new BooleanNode(origin, reader.GetBoolean()),
            _ => new NullNode(origin),
        };
    }

    private static ObjectNode ReadObject(ref Utf8JsonReader reader, Origin origin, string path, TextPositions positions,
        MistakeList mistakes)
    {
        var members = new List<Member>();
        var lines = new Dictionary<string, int>(StringComparer.Ordinal);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var at = positions.At(reader.TokenStartIndex);
            var name = TextOf(ref reader, at);
            var below = Quote.Path(path, name);
            reader.Read();
            var value = ReadValue(ref reader, below, positions, mistakes);
            if (lines.TryAdd(name, at.Line))
                members.Add(new Member(name, at, value));
            else
                mistakes.Add(at, string.Create(CultureInfo.InvariantCulture,
                    $"{below} is given twice, first on line {lines[name]}; keep one of them"));
        }
        return new ObjectNode(origin, members);
    }

    private static ListNode ReadList(ref Utf8JsonReader reader, Origin origin, string path, TextPositions positions, MistakeList mistakes)
    {
        var items = new List<Node>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            items.Add(ReadValue(ref reader, Quote.Path(path, items.Count.ToString(CultureInfo.InvariantCulture)), positions, mistakes));
        return new ListNode(origin, items);
    }

    private static string TextOf(ref Utf8JsonReader reader, Origin origin)
    {
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException)
        {
            // The bytes are valid UTF-8, so the cause is an escape such as "\ud800": an unpaired surrogate.
            throw new JsonException("a \\u escape is an unpaired surrogate, which is not a character.", null, origin.Line - 1, 0);
        }
    }

    // Removes the position from System.Text.Json's message, because the origin gives the position in the form that editors understand.
    private static string Reason(JsonException mistake)
    {
        if (mistake.Message.StartsWith("Expected depth to be zero", StringComparison.Ordinal))
            return "the text ends before all objects and lists are closed.";
        var end = mistake.Message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return Quote.Printable(end < 0 ? mistake.Message : mistake.Message[..end]);
    }
}
