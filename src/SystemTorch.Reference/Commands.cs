using SystemTorch.Reference.Metadata;
using SystemTorch.Reference.Surface;

namespace SystemTorch.Reference;

/// <summary>What the tool does, a method a command; each returns the exit code.</summary>
internal static class Commands
{
    private const string AssemblyName = "TorchSharp";
    private static readonly Version s_assemblyVersion = new(0, 107, 0, 0);

    /// <summary>Writes the reference assembly of the listed API.</summary>
    public static int Emit(string list, string modifiers, string referencePack, string output)
    {
        using var pack = new ReferencePack(referencePack);
        var image = AssemblyEmitter.Emit(AssemblyName, s_assemblyVersion, ApiListReader.ReadCompressed(list), ApiModifiers.ReadFile(modifiers), pack);
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(output))!);
        File.WriteAllBytes(output, image);
        return 0;
    }

    public static int Usage()
    {
        Console.Error.WriteLine("usage: SystemTorch.Reference emit LIST.gz MODIFIERS.txt REFERENCE_PACK_FOLDER OUT.dll");
        return 2;
    }
}
