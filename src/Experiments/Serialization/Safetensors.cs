using System.Buffers.Binary;

namespace Experiments.Serialization;

/// <summary>
/// Reads and writes safetensors files; PyTorch users read them with <c>safetensors.torch.load_file</c>. Such a file consists of eight bytes
/// with the length of a JSON header, the header, and the tensors' bytes (little-endian, without gaps). The file contains no code.
/// </summary>
public static class Safetensors
{
    private const int Alignment = 8;

    /// <exception cref="InputException">The file is missing or breaks the format.</exception>
    public static SafetensorsHeader ReadHeader(string path)
    {
        using var file = Open(path);
        return SafetensorsHeader.Read(file);
    }

    /// <summary>Reads all tensors, on the CPU. The caller disposes of the tensors.</summary>
    /// <exception cref="InputException">The file is missing or breaks the format.</exception>
    public static IReadOnlyDictionary<string, Tensor> Read(string path)
    {
        using var file = Open(path);
        var header = SafetensorsHeader.Read(file);
        return header.Tensors.ToDictionary(tensor => tensor.Key, tensor => ReadBytes(file, tensor.Value));
    }

    /// <summary>Reads one tensor, on the CPU. The caller disposes of the tensor.</summary>
    /// <exception cref="InputException">The file is missing, breaks the format or has no such tensor.</exception>
    public static Tensor ReadTensor(string path, string name)
    {
        using var file = Open(path);
        var tensors = SafetensorsHeader.Read(file).Tensors;
        return tensors.TryGetValue(name, out var entry)
            ? ReadBytes(file, entry)
            : throw new InputException($"{path} has no tensor '{name}'{Names.DidYouMean(name, tensors.Keys)}.");
    }

    /// <summary>Writes tensors from any device and replaces the file atomically.</summary>
    /// <param name="path">The file; its folder must exist.</param>
    /// <param name="tensors">Names and values; the names must be unique.</param>
    /// <param name="metadata">Notes for the header.</param>
    /// <param name="isForced">Whether to flush the file to the disk (<see cref="AtomicFile.Force"/>).</param>
    public static void Write(string path, IEnumerable<(string Name, Tensor Value)> tensors,
        IReadOnlyDictionary<string, string>? metadata = null, bool isForced = true)
    {
        // Tensors with large elements come first, so that each tensor begins at a multiple of its element size.
        var ordered = tensors.OrderByDescending(tensor => tensor.Value.element_size()).ToList();
        AtomicFile.Write(path, file =>
        {
            WriteHeader(file, ordered, metadata ?? new Dictionary<string, string>());
            foreach (var (_, value) in ordered)
                WriteBytes(file, value);
        }, isForced);
    }

    private static FileStream Open(string path)
    {
        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new InputException($"The safetensors file '{path}' can't be read: {exception.Message}");
        }
    }

    private static Tensor ReadBytes(FileStream file, SafetensorsEntry entry)
    {
        if (entry.Length > int.MaxValue)
            throw new InputException($"{file.Name} has a tensor of {entry.Length} bytes; more than {int.MaxValue} can't be read.");
        var tensor = empty(entry.Shape.ToArray(), dtype: entry.ScalarType, device: CPU);
        if (entry.Length == 0)
            return tensor;
        file.Position = entry.Begin;
        file.ReadExactly(tensor.bytes);
        return tensor;
    }

    private static void WriteBytes(Stream file, Tensor value)
    {
        if (value.numel() == 0)
            return;
        using var scope = NewDisposeScope();
        file.Write(value.detach().cpu().contiguous().bytes);
    }

    private static void WriteHeader(Stream file, List<(string Name, Tensor Value)> tensors, IReadOnlyDictionary<string, string> metadata)
    {
        using var header = new MemoryStream();
        using (var json = new Utf8JsonWriter(header))
        {
            json.WriteStartObject();
            if (metadata.Count > 0)
                WriteMetadata(json, metadata);
            var position = 0L;
            foreach (var (name, value) in tensors)
                position = WriteEntry(json, name, value, position);
            json.WriteEndObject();
        }
        while (header.Length % Alignment != 0)
            header.WriteByte((byte)' ');
        Span<byte> prefix = stackalloc byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(prefix, (ulong)header.Length);
        file.Write(prefix);
        file.Write(header.GetBuffer().AsSpan(0, (int)header.Length));
    }

    private static void WriteMetadata(Utf8JsonWriter json, IReadOnlyDictionary<string, string> metadata)
    {
        json.WriteStartObject("__metadata__");
        foreach (var (key, value) in metadata)
            json.WriteString(key, value);
        json.WriteEndObject();
    }

    private static long WriteEntry(Utf8JsonWriter json, string name, Tensor value, long position)
    {
        var end = position + (value.numel() * value.element_size());
        json.WriteStartObject(name);
        json.WriteString("dtype", SafetensorsEntry.WordFor(value.dtype));
        json.WriteStartArray("shape");
        foreach (var size in value.shape)
            json.WriteNumberValue(size);
        json.WriteEndArray();
        json.WriteStartArray("data_offsets");
        json.WriteNumberValue(position);
        json.WriteNumberValue(end);
        json.WriteEndArray();
        json.WriteEndObject();
        return end;
    }
}
