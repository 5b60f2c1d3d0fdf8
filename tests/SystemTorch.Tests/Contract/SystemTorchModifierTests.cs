using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using SystemTorch.Reference.Metadata;
using SystemTorch.Reference.Surface;

namespace SystemTorch.Tests.Contract;

/// <summary>
/// What the list does not say but a deriving or assigning program depends on: which properties can be overridden, which members are protected,
/// which fields can be written, which classes are sealed and what an enum is stored as.
/// </summary>
public sealed class SystemTorchModifierTests
{
    private static readonly string[] s_binding = ["abstract", "virtual", "protected", "protected-set", "readonly", "sealed", "managed"];

    [SkippableFact]
    public void Every_member_of_SystemTorch_can_be_used_just_as_TorchSharps()
    {
        Skip.IfNot(BuiltAssembly.Engine == "system", $"The engine is {BuiltAssembly.Engine}: there is no SystemTorch in this build.");

        var differences = Differences(ReadModifiers(BuiltAssembly.TorchSharp), TorchSharpApi.ReadModifierLines());

        Assert.True(differences.Count == 0, string.Join(Environment.NewLine, differences));
    }

    [Theory]
    [InlineData("virtual newslot | A.size : property System.Int64 { get; }", " | A.size : property System.Int64 { get; }")]
    [InlineData(" | A.size : property System.Int64 { get; }", "protected | A.size : property System.Int64 { get; }")]
    [InlineData("sealed | A : class", " | A : class")]
    [InlineData("System.Int32 | Kind : enum", "System.SByte | Kind : enum")]
    [InlineData(" | A.x : field System.Int64", "readonly nullable:1 | A.x : field System.Int64")]
    public void A_member_that_could_be_used_otherwise_is_reported(string ours, string real) => Assert.Single(Differences([ours], [real]));

    [Theory]
    [InlineData(" | A.grad : field A", "nullable:2 | A.grad : field A")]
    [InlineData(" | A.cholesky() : A", "obsolete | A.cholesky() : A")]
    public void What_only_the_compiler_looks_at_need_not_be_repeated(string ours, string real) => Assert.Empty(Differences([ours], [real]));

    private static List<string> ReadModifiers(string path)
    {
        using var pack = ReferencePack.OfRuntime();
        using var file = new PEReader(File.OpenRead(path));
        return [.. ModifierReader.Read(file.GetMetadataReader(), pack)];
    }

    private static List<string> Differences(IEnumerable<string> ours, IEnumerable<string> real)
    {
        var expected = real.Select(Split).ToDictionary(p => p.Line, p => p.Words);
        return [.. ours.Select(Split).Where(p => p.Words != expected.GetValueOrDefault(p.Line, "")).Select(p =>
            $"[{p.Words}] instead of [{expected.GetValueOrDefault(p.Line, "")}]: {p.Line}")];
    }

    private static (string Line, string Words) Split(string modifiers)
    {
        var parts = modifiers.Split(" | ", 2);
        var words = parts[0].Split(' ').Where(w => s_binding.Contains(w) || w.StartsWith("System.", StringComparison.Ordinal));
        return (parts[1], string.Join(' ', words));
    }
}
