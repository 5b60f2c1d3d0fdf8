namespace Experiments.Tests.Serialization;

public sealed class PyTorchFileTests : IDisposable
{
    // Replaces Python's safetensors if it is not installed. The substitute writes the same format and rejects the same tensors.
    private const string Substitute = """
        import importlib.util, json, struct, sys, types
        import torch
        if importlib.util.find_spec("safetensors") is None:
            def save_file(tensors, filename):
                assert all(tensor.is_contiguous() for tensor in tensors.values()), "a tensor is not contiguous"
                assert len({tensor.data_ptr() for tensor in tensors.values()}) == len(tensors), "tensors share memory"
                header, data = {}, b""
                for name, tensor in tensors.items():
                    content = tensor.numpy().tobytes()
                    header[name] = {"dtype": "F32", "shape": list(tensor.shape), "data_offsets": [len(data), len(data) + len(content)]}
                    data += content
                text = json.dumps(header).encode()
                open(filename, "wb").write(struct.pack("<Q", len(text)) + text + data)
            package, module = types.ModuleType("safetensors"), types.ModuleType("safetensors.torch")
            module.save_file, package.torch = save_file, module
            sys.modules.update({"safetensors": package, "safetensors.torch": module})
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("pytorch-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("weights.pt", "weights.safetensors", new byte[] { (byte)'P', (byte)'K', 3, 4, 0, 0, 8, 8, 0, 0 })]
    [InlineData("weights.ckpt", "weights.safetensors", new byte[] { 0x80, 2, 0x8a, 10, 0x6c, 0xfc, 0x9c, 0x46, 0xf9, 0x20 })]
    [InlineData("weights.safetensors", "weights.converted.safetensors", new byte[] { (byte)'P', (byte)'K', 3, 4, 0, 0, 8, 8, 0, 0 })]
    public void What_torch_save_wrote_is_known_by_its_content_and_gets_three_lines_of_Python(string name, string target, byte[] content)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllBytes(path, content);
        Assert.Equal(
            [
                $"{path} is a PyTorch file, but a safetensors file is needed. Convert it in Python:",
                "  import torch, safetensors.torch",
                $"  state = torch.load(\"{path}\", map_location=\"cpu\", weights_only=True)",
                "  safetensors.torch.save_file({k: v.clone().contiguous() for k, v in state.get(\"state_dict\", state).items()}, "
                    + $"\"{Path.Combine(_folder, target)}\")",
            ],
            Message(path).Split('\n'));
    }

    [Theory]
    [InlineData(".pt")]
    [InlineData(".pth")]
    [InlineData(".bin")]
    [InlineData(".CKPT")]
    public void Another_file_of_such_a_name_is_told_both(string ending)
    {
        var path = Path.Combine(_folder, "weights" + ending);
        File.WriteAllText(path, "short");
        var message = Message(path);
        Assert.StartsWith($"{path} is not a safetensors file: it has 5 bytes", message, StringComparison.Ordinal);
        Assert.Contains(" If torch.save wrote it, convert it in Python:\n  import torch", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_safetensors_file_may_have_any_name_and_begin_like_a_pickle()
    {
        var path = Path.Combine(_folder, "weights.pt");
        const string header = """{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""";
        byte[] content = [0x80, 2, 0, 0, 0, 0, 0, 0, .. Encoding.ASCII.GetBytes(header.PadRight(0x280)), 0, 0, 0x80, 0x3f];
        File.WriteAllBytes(path, content);
        using (var one = Safetensors.ReadTensor(path, "a"))
            Assert.Equal(1f, one.item<float>());
        File.WriteAllBytes(path, content[..^1]);
        Assert.DoesNotContain("is a PyTorch file", Message(path), StringComparison.Ordinal);
    }

    [SkippableTheory]
    [InlineData("torch.save(state, path)")]
    [InlineData("torch.save(state, path, _use_new_zipfile_serialization=False)")]
    [InlineData("torch.save({'state_dict': state, 'epoch': 3}, path)")]
    public void The_three_lines_convert_what_PyTorch_saves(string save)
    {
        var path = Path.Combine(_folder, "weights.pt");
        PyTorch.Prints($$"""
            import torch
            path = {{CanonicalJson.Serialize(path)}}
            weight = torch.arange(6, dtype=torch.float32).reshape(2, 3)
            state = {"features.0.weight": weight.t(), "tied": weight, "classifier.weight": weight}
            {{save}}
            """);
        var lines = Message(path).Split('\n')[1..];
        Assert.Equal(3, lines.Length);

        PyTorch.Prints($"{Substitute}\n{string.Join('\n', lines.Select(line => line.Trim()))}");

        using var scope = NewDisposeScope();
        var converted = Safetensors.Read(Path.Combine(_folder, "weights.safetensors"));
        Assert.Equal(["classifier.weight", "features.0.weight", "tied"], converted.Keys.Order(StringComparer.Ordinal));
        Assert.Equal([0f, 3f, 1f, 4f, 2f, 5f], converted["features.0.weight"].data<float>().ToArray());
        Assert.Equal([0f, 1f, 2f, 3f, 4f, 5f], converted["classifier.weight"].data<float>().ToArray());
    }

    private static string Message(string path) => Assert.Throws<InputException>(() => Safetensors.ReadHeader(path)).Message;
}
