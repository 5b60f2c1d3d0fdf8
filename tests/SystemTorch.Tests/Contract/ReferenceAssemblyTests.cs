using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using SystemTorch.Reference.Metadata;
using SystemTorch.Reference.Surface;

namespace SystemTorch.Tests.Contract;

/// <summary>The assembly that everybody compiles against says what the list says, no less and no more.</summary>
public sealed class ReferenceAssemblyTests : IDisposable
{
    private readonly ReferencePack _pack = ReferencePack.OfRuntime();
    private readonly IReadOnlyList<string> _list = TorchSharpApi.ReadLines();

    public void Dispose() => _pack.Dispose();

    [Fact]
    public void The_list_has_every_type_and_member_of_TorchSharp_0_107_0() => Assert.Equal(5367, _list.Count);

    [Fact]
    public void Reading_the_list_and_writing_it_gives_the_list() => Assert.Equal(_list, ApiListWriter.Write(ApiListReader.Read(_list)));

    [Fact]
    public void Reading_the_emitted_assembly_and_writing_it_gives_the_list()
    {
        using var file = Emit(_list);

        Assert.Equal(_list, ApiListWriter.Write(AssemblyReader.Read(file.GetMetadataReader(), _pack)));
    }

    [Fact]
    public void What_the_list_does_not_say_is_in_the_emitted_assembly_too()
    {
        using var file = Emit(_list);

        var written = ModifierReader.Read(file.GetMetadataReader(), _pack).Where(l => !l.StartsWith(" | ", StringComparison.Ordinal));

        Assert.Equal(TorchSharpApi.ReadModifierLines().Order(StringComparer.Ordinal), written.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_line_that_is_changed_on_the_list_is_changed_in_the_emitted_assembly()
    {
        const string listed = "TorchSharp.torch.nn.Module.train(System.Boolean train = true) : virtual System.Void";
        const string changed = "TorchSharp.torch.nn.Module.train(System.Boolean mode = false) : virtual System.Void";
        using var file = Emit(_list.Select(l => l == listed ? changed : l));

        var written = ApiListWriter.Write(AssemblyReader.Read(file.GetMetadataReader(), _pack));

        Assert.Equal([changed], written.Except(_list));
        Assert.Equal([listed], _list.Except(written));
    }

    [Fact]
    public void The_same_list_gives_the_same_bytes()
    {
        var api = ApiListReader.Read(_list);
        var modifiers = TorchSharpApi.ReadModifiers();
        var version = TorchSharpApi.AssemblyVersion;

        Assert.Equal(
            AssemblyEmitter.Emit("TorchSharp", version, api, modifiers, _pack),
            AssemblyEmitter.Emit("TorchSharp", version, api, modifiers, _pack));
    }

    [Theory]
    [InlineData("TorchSharp.torch.nn.Module`2", "forward", true)]
    [InlineData("TorchSharp.Modules.Linear", "forward", false)]
    [InlineData("TorchSharp.torch.nn.Module", "Dispose", true)]
    [InlineData("TorchSharp.Modules.Linear", "Dispose", false)]
    [InlineData("TorchSharp.torch.Tensor", "ToString", false)]
    [InlineData("TorchSharp.Utils.ReferenceEqualityComparer`1", "GetHashCode", false)]
    public void A_virtual_method_takes_a_new_slot_only_where_no_base_class_has_it(string typeName, string method, bool isNew)
    {
        using var file = Emit(_list);
        var reader = file.GetMetadataReader();
        var methods = TypeOf(reader, typeName).GetMethods().Select(reader.GetMethodDefinition)
            .Where(m => reader.GetString(m.Name) == method && m.Attributes.HasFlag(MethodAttributes.Virtual)).ToList();

        Assert.NotEmpty(methods);
        Assert.All(methods, m => Assert.Equal(isNew, m.Attributes.HasFlag(MethodAttributes.NewSlot)));
    }

    [Theory]
    [InlineData("TorchSharp.torch.ScalarType", PrimitiveTypeCode.SByte)]
    [InlineData("TorchSharp.torch.nn.Reduction", PrimitiveTypeCode.Int64)]
    [InlineData("TorchSharp.DeviceType", PrimitiveTypeCode.Int32)]
    public void An_enum_is_stored_as_in_TorchSharp(string typeName, PrimitiveTypeCode storage)
    {
        using var file = Emit(_list);
        var reader = file.GetMetadataReader();
        var value = reader.GetFieldDefinition(TypeOf(reader, typeName).GetFields().First());

        // A field's signature is the byte 6 and the type.
        Assert.Equal((byte)storage, reader.GetBlobBytes(value.Signature)[1]);
    }

    [Fact]
    public void The_emitted_assembly_is_marked_as_one_that_nobody_can_run()
    {
        using var file = Emit(_list);
        var path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.dll");
        File.WriteAllBytes(path, file.GetEntireImage().GetContent().ToArray());
        try
        {
            Assert.Equal("TorchSharp, Version=0.107.0.0, Culture=neutral, PublicKeyToken=null", AssemblyName.GetAssemblyName(path).FullName);
            Assert.Throws<BadImageFormatException>(() => Assembly.Load(File.ReadAllBytes(path)));
        }
        finally
        {
            File.Delete(path);
        }
    }

    private PEReader Emit(IEnumerable<string> lines) => new([.. AssemblyEmitter.Emit(
        TorchSharpApi.AssemblyName, TorchSharpApi.AssemblyVersion, ApiListReader.Read(lines), TorchSharpApi.ReadModifiers(), _pack)]);

    private static TypeDefinition TypeOf(MetadataReader reader, string name) =>
        reader.GetTypeDefinition(reader.TypeDefinitions.Single(h => MetadataNames.Of(reader, h) == name));
}
