using System.Buffers.Binary;

namespace Experiments.Serialization;

/// <summary>Header of a safetensors file. While reading, the class checks whether all types are known, all sizes are correct, and the
/// tensors cover the data without gaps or overlaps.</summary>
public sealed class SafetensorsHeader
{
    // Largest length of a header, as in the reference implementation.
    private const long LongestHeader = 100_000_000;
    private const string MetadataKey = "__metadata__";

    private SafetensorsHeader(IReadOnlyDictionary<string, SafetensorsEntry> tensors, IReadOnlyDictionary<string, string> metadata) =>
        (Tensors, Metadata) = (tensors, metadata);

    public IReadOnlyDictionary<string, SafetensorsEntry> Tensors { get; }

    /// <summary>Texts that the writer of the file added, by key.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; }

    /// <exception cref="InputException">The file is missing, can't be read, or breaks the format.</exception>
    internal static SafetensorsHeader Read(FileStream file)
    {
        var length = HeaderLength(file);
        var text = new byte[length];
        file.ReadExactly(text);
        try
        {
            using var document = JsonDocument.Parse(text, new JsonDocumentOptions { AllowDuplicateProperties = false });
            return Parse(file, document.RootElement, 8 + length);
        }
        catch (JsonException exception)
        {
            throw Broken(file, $"its header is not JSON ({exception.Message})");
        }
    }

    internal static InputException Broken(FileStream file, string reason) => new(PyTorchFile.IsOne(file)
        ? $"{file.Name} is a PyTorch file, but a safetensors file is needed. Convert it in Python:\n{PyTorchFile.Conversion(file.Name)}"
        : $"{file.Name} is not a safetensors file: {reason}." + (PyTorchFile.IsNamedSo(file.Name)
            ? $" If torch.save wrote it, convert it in Python:\n{PyTorchFile.Conversion(file.Name)}"
            : ""));

    private static long HeaderLength(FileStream file)
    {
        if (file.Length < 8)
            throw Broken(file, $"it has {file.Length} bytes; the header's length alone takes 8");
        Span<byte> prefix = stackalloc byte[8];
        file.ReadExactly(prefix);
        var length = BinaryPrimitives.ReadUInt64LittleEndian(prefix);
        if (length > LongestHeader || (long)length > file.Length - 8)
            throw Broken(file, $"its first 8 bytes give a header of {length} bytes, which is too long for a file of {file.Length}");
        return (long)length;
    }

    private static SafetensorsHeader Parse(FileStream file, JsonElement root, long dataStart)
    {
        if (root.ValueKind != JsonValueKind.Object)
            throw Broken(file, "its header is not a JSON object");
        var tensors = new Dictionary<string, SafetensorsEntry>();
        var metadata = new Dictionary<string, string>();
        foreach (var property in root.EnumerateObject())
        {
            if (property.Name == MetadataKey)
                metadata = MetadataOf(file, property.Value);
            else
                tensors.Add(property.Name, EntryOf(file, property.Name, property.Value, dataStart));
        }
        RequireGapless(file, tensors, dataStart);
        return new SafetensorsHeader(tensors, metadata);
    }

    private static Dictionary<string, string> MetadataOf(FileStream file, JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Object || value.EnumerateObject().Any(note => note.Value.ValueKind != JsonValueKind.String))
            throw Broken(file, $"{MetadataKey} is not an object of strings");
        return value.EnumerateObject().ToDictionary(note => note.Name, note => note.Value.GetString()!);
    }

    private static SafetensorsEntry EntryOf(FileStream file, string name, JsonElement value, long dataStart)
    {
        if (value.ValueKind != JsonValueKind.Object
            || !value.TryGetProperty("dtype", out var dtype) || dtype.ValueKind != JsonValueKind.String
            || !value.TryGetProperty("shape", out var shapeValue) || Numbers(shapeValue) is not { } shape
            || !value.TryGetProperty("data_offsets", out var offsetsValue) || Numbers(offsetsValue) is not [var begin, var end])
        {
            throw Broken(file, $"'{name}' lacks a dtype, a shape or two data_offsets (whole numbers, at least 0)");
        }
        var word = dtype.GetString()!;
        if (!SafetensorsEntry.KnownTypes.Contains(word))
            throw Broken(file, $"'{name}' has the type {word}; known are {string.Join(", ", SafetensorsEntry.KnownTypes)}");
        if (SizeInBytes(word, shape) is not { } size || end < begin || end - begin != size)
            throw Broken(file, $"'{name}' of type {word} and shape [{string.Join(", ", shape)}] does not fill bytes {begin} to {end}");
        if (end > file.Length - dataStart)
            throw Broken(file, $"'{name}' ends {end - (file.Length - dataStart)} bytes after the end of the file");
        return new SafetensorsEntry(word, shape, dataStart + begin, size);
    }

    private static long[]? Numbers(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Array)
            return null;
        var numbers = new List<long>();
        foreach (var item in value.EnumerateArray())
        {
            if (item.ValueKind != JsonValueKind.Number || !item.TryGetInt64(out var number) || number < 0)
                return null;
            numbers.Add(number);
        }
        return [.. numbers];
    }

    private static long? SizeInBytes(string word, long[] shape)
    {
        try
        {
            return shape.Aggregate((long)SafetensorsEntry.SizeOf(word), (product, size) => checked(product * size));
        }
        catch (OverflowException)
        {
            return null;
        }
    }

    private static void RequireGapless(FileStream file, Dictionary<string, SafetensorsEntry> tensors, long dataStart)
    {
        var position = dataStart;
        foreach (var (name, entry) in tensors.OrderBy(tensor => tensor.Value.Begin).ThenBy(tensor => tensor.Value.Length))
        {
            if (entry.Begin != position)
                throw Broken(file, $"the bytes of '{name}' do not begin where the previous tensor ends");
            position += entry.Length;
        }
        if (position != file.Length)
            throw Broken(file, $"{file.Length - position} bytes after the last tensor belong to no tensor");
    }
}
