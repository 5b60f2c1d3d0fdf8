using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using SystemTorch.Reference.Binding;
using SystemTorch.Reference.Surface;

namespace SystemTorch.Tests.Contract;

/// <summary>
/// Everything is compiled against TorchSharp's complete API and runs on SystemTorch's part of it: what our code binds to must be there.
/// </summary>
public sealed class BindingTests
{
    private const string TensorAbs = "TorchSharp.torch.Tensor.abs() : TorchSharp.torch.Tensor";
    private const string Forward = "TorchSharp.torch.nn.Module`2<T, TResult>.forward(T input) : abstract TResult";
    private const string Grad = "TorchSharp.torch.Tensor.grad : property TorchSharp.torch.Tensor { get; set; }";
    private const string DType = "TorchSharp.torch.float32 : static field TorchSharp.torch.ScalarType";
    private static readonly IReadOnlyList<string> s_list = TorchSharpApi.ReadLines();

    [SkippableFact]
    public void Every_member_that_our_assemblies_bind_to_is_in_SystemTorch()
    {
        Skip.IfNot(BuiltAssembly.Engine == "system", $"The engine is {BuiltAssembly.Engine}: there is no SystemTorch in this build.");
        var check = new BindingCheck(ApiListReader.Read(s_list), BuiltAssembly.ReadSurface(BuiltAssembly.TorchSharp));
        var projects = BuiltAssembly.OfProjects();

        Assert.Contains(typeof(BindingTests).Assembly.Location, projects);
        var missing = projects.SelectMany(p => Missing(check, p).Select(m => $"{Path.GetFileNameWithoutExtension(p)} needs {m}")).ToList();
        Assert.True(missing.Count == 0, string.Join(Environment.NewLine, missing));
    }

    [Theory]
    [InlineData(TensorAbs)]
    [InlineData(Grad)]
    [InlineData(DType)]
    [InlineData(Forward)]
    public void A_member_that_is_used_but_not_there_is_named_as_on_the_list(string line)
    {
        var user = PlantedAssembly.UsingTorchSharp();

        Assert.Equal([line], Check(s_list.Where(l => l != line)).FindMissing(user));
    }

    [Theory]
    [InlineData("TorchSharp.torch.Tensor.abs(System.Int64 dim) : TorchSharp.torch.Tensor")]
    [InlineData("TorchSharp.torch.Tensor.abs() : System.Void")]
    [InlineData("TorchSharp.torch.Tensor.abs() : static TorchSharp.torch.Tensor")]
    public void A_member_with_another_signature_does_not_count_as_there(string instead)
    {
        var user = PlantedAssembly.UsingTorchSharp();

        Assert.Equal([TensorAbs], Check(s_list.Select(l => l == TensorAbs ? instead : l)).FindMissing(user));
    }

    [Fact]
    public void A_type_that_is_not_there_is_named_with_its_members()
    {
        var user = PlantedAssembly.UsingTorchSharp();
        var missing = Check(s_list.Where(l => !l.StartsWith("TorchSharp.torch.Tensor ", StringComparison.Ordinal)
            && !l.StartsWith("TorchSharp.torch.Tensor.", StringComparison.Ordinal))).FindMissing(user);

        Assert.Contains(TensorAbs, missing);
        Assert.Contains(missing, l => l.StartsWith("TorchSharp.torch.Tensor : class", StringComparison.Ordinal));
    }

    [Fact]
    public void Nothing_is_missing_from_the_complete_API() => Assert.Empty(Check(s_list).FindMissing(PlantedAssembly.UsingTorchSharp()));

    private static BindingCheck Check(IEnumerable<string> part) => new(ApiListReader.Read(s_list), ApiListReader.Read(part));

    private static IReadOnlyList<string> Missing(BindingCheck check, string path)
    {
        using var file = new PEReader(File.OpenRead(path));
        return check.FindMissing(file.GetMetadataReader());
    }
}
