namespace Experiments.Serialization;

/// <summary>Recognises what <c>torch.save</c> writes, pickled objects instead of plain numbers, and says how to convert it.</summary>
internal static class PyTorchFile
{
    private static readonly string[] s_endings = [".pt", ".pth", ".bin", ".ckpt"];

    /// <summary>Whether a file begins as a zip archive (torch.save from 1.6 on) or a pickle (before).</summary>
    public static bool IsOne(FileStream file)
    {
        // A safetensors file may begin with 0x80 0x02 too, the length of its header; a zero follows then.
        Span<byte> start = stackalloc byte[3];
        file.Position = 0;
        return file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false) == start.Length
            && start is [(byte)'P', (byte)'K', _] or [0x80, >= 2 and <= 5, not 0];
    }

    /// <summary>Whether a file is named as those of <c>torch.save</c> are.</summary>
    public static bool IsNamedSo(string path) => s_endings.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase);

    /// <summary>Three lines of Python that convert the file; a checkpoint may hold the tensors under <c>state_dict</c>.
    /// They copy each tensor, because safetensors refuses tensors that share memory.</summary>
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

    // A JSON string is a Python string too.
    private static string Quoted(string path) => JsonText.Line(JsonValue.Create(path));
}
