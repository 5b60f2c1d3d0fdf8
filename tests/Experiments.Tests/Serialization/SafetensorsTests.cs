using System.Buffers.Binary;

namespace Experiments.Tests.Serialization;

public sealed class SafetensorsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("safetensors-").FullName;

    private string File => Path.Combine(_folder, "some.safetensors");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(ScalarType.Float64, "F64")]
    [InlineData(ScalarType.Float32, "F32")]
    [InlineData(ScalarType.Float16, "F16")]
    [InlineData(ScalarType.BFloat16, "BF16")]
    [InlineData(ScalarType.Int64, "I64")]
    [InlineData(ScalarType.Int32, "I32")]
    [InlineData(ScalarType.Int16, "I16")]
    [InlineData(ScalarType.Int8, "I8")]
    [InlineData(ScalarType.Byte, "U8")]
    [InlineData(ScalarType.Bool, "BOOL")]
    public void Every_type_comes_back_as_it_was(ScalarType type, string word)
    {
        using var scope = NewDisposeScope();
        var value = arange(24, dtype: ScalarType.Float32, device: CPU).reshape(2, 3, 4).remainder(2).to_type(type);
        Safetensors.Write(File, [("a", value)], new Dictionary<string, string> { ["format"] = "pt" });
        var header = Safetensors.ReadHeader(File);
        Assert.Equal((word, "2x3x4"), (header.Tensors["a"].Type, string.Join('x', header.Tensors["a"].Shape)));
        Assert.Equal("pt", header.Metadata["format"]);
        var read = Safetensors.ReadTensor(File, "a");
        Assert.Equal((type, value.shape.Length), (read.dtype, read.shape.Length));
        Assert.Equal(value.bytes.ToArray(), read.bytes.ToArray());
    }

    [Fact]
    public void Scalars_empty_tensors_and_transposed_ones_come_back()
    {
        using var scope = NewDisposeScope();
        var matrix = arange(6, dtype: ScalarType.Float32, device: CPU).reshape(2, 3);
        Safetensors.Write(File,
        [
            ("scalar", tensor(2.5, dtype: ScalarType.Float64, device: CPU)),
            ("empty", zeros([0, 3], dtype: ScalarType.Float32, device: CPU)),
            ("transposed", matrix.t()),
        ]);
        var read = Safetensors.Read(File);
        Assert.Equal(2.5, read["scalar"].item<double>());
        Assert.Equal([0L, 3L], read["empty"].shape);
        Assert.Equal([0f, 3f, 1f, 4f, 2f, 5f], read["transposed"].data<float>().ToArray());
    }

    [SkippableFact]
    public void PyTorch_users_read_what_is_written()
    {
        using var scope = NewDisposeScope();
        Safetensors.Write(File,
            [("half", tensor(new[] { 0.5f, -2f }, dtype: ScalarType.Float32).to_type(ScalarType.Float16)),
                ("weight", tensor(new[] { 1f, 2f, 3f, 4f, 5f, 6f }, dtype: ScalarType.Float32).reshape(2, 3)),
                ("count", tensor(new[] { 7L }, dtype: ScalarType.Int64))]);
        var printed = PyTorch.Prints($$"""
            import json, struct
            import torch
            with open({{System.Text.Json.JsonSerializer.Serialize(File)}}, "rb") as file:
                content = file.read()
            length = struct.unpack("<Q", content[:8])[0]
            header = json.loads(content[8:8 + length])
            types = {"F32": torch.float32, "F16": torch.float16, "I64": torch.int64}
            for name in ["weight", "half", "count"]:
                entry = header[name]
                begin, end = entry["data_offsets"]
                start = 8 + length + begin
                assert start % torch.empty(0, dtype=types[entry["dtype"]]).element_size() == 0, "misaligned"
                value = torch.frombuffer(bytearray(content[start:8 + length + end]), dtype=types[entry["dtype"]]).reshape(entry["shape"])
                print(name, value.tolist())
            """);
        Assert.Equal("weight [[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]\nhalf [0.5, -2.0]\ncount [7]", printed.ReplaceLineEndings("\n"));
    }

    [Fact]
    public void A_file_is_replaced_in_one_step_and_no_other_file_stays()
    {
        using var scope = NewDisposeScope();
        Safetensors.Write(File, [("a", zeros([4], dtype: ScalarType.Float32, device: CPU))]);
        Safetensors.Write(File, [("b", ones([2], dtype: ScalarType.Float32, device: CPU))]);
        Assert.Equal(["b"], Safetensors.ReadHeader(File).Tensors.Keys);
        Assert.Equal([File], Directory.GetFiles(_folder));
    }

    [Fact]
    public void A_missing_file_and_a_missing_tensor_are_refused_by_name()
    {
        Assert.Contains("nowhere", Assert.Throws<InputException>(() => Safetensors.ReadHeader(Path.Combine(_folder, "nowhere"))).Message,
            StringComparison.Ordinal);
        using var scope = NewDisposeScope();
        Safetensors.Write(File, [("weight", zeros([4], dtype: ScalarType.Float32, device: CPU))]);
        Assert.Contains("did you mean 'weight'?", Assert.Throws<InputException>(() => Safetensors.ReadTensor(File, "wieght")).Message,
            StringComparison.Ordinal);
    }

    public static TheoryData<string, string> BrokenHeaders => new()
    {
        { "not json", "its header is not JSON" },
        { "[]", "its header is not a JSON object" },
        { """{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", "not JSON" },
        { """{"a":{"dtype":"F99","shape":[2],"data_offsets":[0,8]}}""", "has the type F99; known are F64" },
        { """{"a":{"dtype":"F32","shape":[3],"data_offsets":[0,8]}}""", "does not fill bytes 0 to 8" },
        { """{"a":{"dtype":"F32","shape":[-2],"data_offsets":[0,8]}}""", "lacks a dtype, a shape or two data_offsets" },
        { """{"a":{"dtype":"F32","shape":[2],"data_offsets":[0]}}""", "lacks a dtype, a shape or two data_offsets" },
        { """{"a":{"dtype":"F32","shape":[2],"data_offsets":[8,0]}}""", "does not fill bytes 8 to 0" },
        { """{"a":{"dtype":"F32","shape":[4],"data_offsets":[0,16]}}""", "ends 8 bytes after the end of the file" },
        { """{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", "4 bytes after the last tensor belong to no tensor" },
        { """{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""", "do not begin where the previous tensor ends" },
        { """{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"b":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""",
            "do not begin where the previous tensor ends" },
        { """{"a":{"dtype":"F32","shape":[4611686018427387904,4],"data_offsets":[0,8]}}""", "does not fill" },
        { """{"__metadata__":{"a":1},"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", "__metadata__ is not an object of strings" },
    };

    [Theory]
    [MemberData(nameof(BrokenHeaders))]
    public void A_header_that_does_not_fit_its_file_is_refused(string header, string reason)
    {
        WriteRaw((ulong)Encoding.UTF8.GetByteCount(header), Encoding.UTF8.GetBytes(header), dataBytes: 8);
        var refused = Assert.Throws<InputException>(() => Safetensors.Read(File));
        Assert.StartsWith($"{File} is not a safetensors file: ", refused.Message, StringComparison.Ordinal);
        Assert.Contains(reason, refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1000UL)]
    [InlineData(200_000_000UL)]
    [InlineData(ulong.MaxValue)]
    public void A_header_longer_than_the_file_is_refused(ulong length)
    {
        WriteRaw(length, "{}"u8.ToArray(), dataBytes: 0);
        Assert.Contains("its first 8 bytes give a header of", Assert.Throws<InputException>(() => Safetensors.Read(File)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_cut_at_any_byte_is_refused()
    {
        using var scope = NewDisposeScope();
        Safetensors.Write(File,
            [("a", ones([3], dtype: ScalarType.Float32, device: CPU)), ("b", ones([2], dtype: ScalarType.Float64, device: CPU))]);
        var whole = System.IO.File.ReadAllBytes(File);
        for (var length = 0; length < whole.Length; length++)
        {
            System.IO.File.WriteAllBytes(File, whole[..length]);
            Assert.Throws<InputException>(() => Safetensors.Read(File));
        }
    }

    private void WriteRaw(ulong length, byte[] header, int dataBytes)
    {
        var content = new byte[8 + header.Length + dataBytes];
        BinaryPrimitives.WriteUInt64LittleEndian(content, length);
        header.CopyTo(content, 8);
        System.IO.File.WriteAllBytes(File, content);
    }
}
