namespace Experiments.Serialization;

/// <summary>Recognises files of <c>torch.save</c>, which contain pickled objects, and explains how to convert them.</summary>
internal static class PyTorchFile
{
    private static readonly string[] s_endings = [".pt", ".pth", ".bin", ".ckpt"];

    /// <summary>Tests whether a file begins like a zip archive (torch.save since PyTorch 1.6) or a pickle (before 1.6).</summary>
    public static bool IsOne(FileStream file)
    {
        // The header length of a safetensors file may also begin with 0x80 0x02, but in a safetensors file a zero byte follows.
        Span<byte> start = stackalloc byte[3];
        file.Position = 0;
        return file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false) == start.Length
            && start is [(byte)'P', (byte)'K', _] or [0x80, >= 2 and <= 5, not 0];
    }

    /// <summary>Tests whether a file has an extension that is usual for <c>torch.save</c>.</summary>
    public static bool IsNamedSo(string path) => s_endings.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase);

    /// <summary>Returns three lines of Python that convert the file. The tensors may also be in the entry <c>state_dict</c> of a
    /// checkpoint. The lines copy each tensor, because safetensors rejects tensors that share memory.</summary>
    public static string Conversion(string path)
    {
        const string tensors = """{k: v.clone().contiguous() for k, v in state.get("state_dict", state).items()}""";
        return $"""
              import torch, safetensors.torch
              state = torch.load({Quoted(path)}, map_location="cpu", weights_only=True)
              safetensors.torch.save_file({tensors}, {Quoted(Target(path))})
            """;
    }

    private static string Target(string path) =>
        Path.ChangeExtension(path, IsNamedSo(path) ? ".safetensors" : ".converted.safetensors");

    // Quotes a path for Python as a JSON string, because every JSON string is also a valid Python string.
    private static string Quoted(string path) => JsonText.Line(JsonValue.Create(path));
}
