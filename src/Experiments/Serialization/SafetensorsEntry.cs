namespace Experiments.Serialization;

/// <summary>One tensor in a safetensors file.</summary>
/// <param name="Type">Name of the type in the format, such as <c>F32</c>.</param>
/// <param name="Shape">Shape of the tensor; empty for a single number.</param>
/// <param name="Begin">Offset of the tensor's bytes in the file.</param>
/// <param name="Length">Number of bytes.</param>
public sealed record SafetensorsEntry(string Type, IReadOnlyList<long> Shape, long Begin, long Length)
{
    private static readonly (string Word, ScalarType Type, int Size)[] Types =
    [
        ("F64", ScalarType.Float64, 8),
        ("F32", ScalarType.Float32, 4),
        ("F16", ScalarType.Float16, 2),
        ("BF16", ScalarType.BFloat16, 2),
        ("I64", ScalarType.Int64, 8),
        ("I32", ScalarType.Int32, 4),
        ("I16", ScalarType.Int16, 2),
        ("I8", ScalarType.Int8, 1),
        ("U8", ScalarType.Byte, 1),
        ("BOOL", ScalarType.Bool, 1),
    ];

    /// <summary>Type names that can be read.</summary>
    public static IReadOnlyList<string> KnownTypes { get; } = [.. Types.Select(type => type.Word)];

    public ScalarType ScalarType => Types.Single(type => type.Word == Type).Type;

    public bool IsFloatingPoint => Type is "F64" or "F32" or "F16" or "BF16";

    internal static int SizeOf(string word) => Types.Single(type => type.Word == word).Size;

    internal static string WordFor(ScalarType type) =>
        Types.FirstOrDefault(known => known.Type == type).Word
        ?? throw new ArgumentException($"A safetensors file cannot hold tensors of type {type}.", nameof(type));
}
