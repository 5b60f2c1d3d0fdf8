using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using SystemTorch.Reference.Metadata;
using SystemTorch.Reference.Surface;

namespace SystemTorch.Tests.Contract;

/// <summary>SystemTorch declares nothing that TorchSharp does not: every line of its surface is on TorchSharp's list, letter for letter.</summary>
public sealed class SystemTorchSurfaceTests
{
    [SkippableFact]
    public void Every_public_and_protected_member_of_SystemTorch_is_on_TorchSharps_list()
    {
        Skip.IfNot(BuiltAssembly.Engine == "system", $"The engine is {BuiltAssembly.Engine}: there is no SystemTorch in this build.");

        var extra = NotListed(ApiListWriter.Write(BuiltAssembly.ReadSurface(BuiltAssembly.TorchSharp)), TorchSharpApi.ReadLines());

        Assert.True(extra.Count == 0, string.Join(Environment.NewLine, extra));
    }

    [SkippableFact]
    public void Every_line_of_the_list_is_in_the_real_TorchSharp()
    {
        Skip.If(BuiltAssembly.Engine == "system", "The engine is system: the real TorchSharp is not in this build.");

        var real = ApiListWriter.Write(BuiltAssembly.ReadSurface(BuiltAssembly.TorchSharp));

        Assert.Empty(NotListed(TorchSharpApi.ReadLines(), real));
    }

    [SkippableFact]
    public void What_the_list_does_not_say_is_as_in_the_real_TorchSharp()
    {
        Skip.If(BuiltAssembly.Engine == "system", "The engine is system: the real TorchSharp is not in this build.");
        using var pack = ReferencePack.OfRuntime();
        using var file = new PEReader(File.OpenRead(BuiltAssembly.TorchSharp));

        var real = ModifierReader.Read(file.GetMetadataReader(), pack).ToHashSet();

        Assert.Empty(NotListed(TorchSharpApi.ReadModifierLines(), real));
    }

    [Fact]
    public void A_wrong_parameter_name_a_wrong_default_and_an_extra_member_are_each_reported()
    {
        const string type = "SystemTorch.Tests.Contract.Planted";
        string[] list =
        [
            $"{type} : class",
            $"{type}.add(System.Int64 other, System.Int64 alpha = 1) : System.Int64",
            $"{type}.new() : constructor",
            $"{type}.scale(System.Double factor = 0.5) : static System.Double",
            $"{type}.size : property System.Int64 {{ get; }}",
        ];
        var surface = BuiltAssembly.OwnSurface.Where(t => t.Name == type);

        Assert.Equal(
            [
                $"{type}.add(System.Int64 value, System.Int64 alpha = 1) : System.Int64",
                $"{type}.extra : static field System.Int32 = 3",
                $"{type}.scale(System.Double factor = 0.25) : static System.Double",
            ],
            NotListed(ApiListWriter.Write(surface), list));
    }

    private static List<string> NotListed(IEnumerable<string> surface, IEnumerable<string> list) => [.. surface.Except(list)];
}

/// <summary>A small surface with three mistakes, which the contract test must report.</summary>
public class Planted
{
    public const int extra = 3;

    public long size => 1;

    public static double scale(double factor = 0.25) => factor;

    public long add(long value, long alpha = 1) => value + alpha;
}
