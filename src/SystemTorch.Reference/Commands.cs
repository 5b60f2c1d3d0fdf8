using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using SystemTorch.Reference.Binding;
using SystemTorch.Reference.Metadata;
using SystemTorch.Reference.Surface;

namespace SystemTorch.Reference;

/// <summary>What the tool does, a method a command; each returns the exit code.</summary>
internal static class Commands
{
    /// <summary>Writes the reference assembly of TorchSharp's API.</summary>
    public static int Emit(string referencePack, string output)
    {
        using var pack = new ReferencePack(referencePack);
        var api = ApiListReader.Read(TorchSharpApi.ReadLines());
        var image = AssemblyEmitter.Emit(TorchSharpApi.AssemblyName, TorchSharpApi.AssemblyVersion, api, TorchSharpApi.ReadModifiers(), pack);
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(output))!);
        File.WriteAllBytes(output, image);
        return 0;
    }

    /// <summary>Prints the public and protected surface of an assembly in the list's format.</summary>
    public static int List(string assembly)
    {
        using var pack = ReferencePack.OfRuntime();
        using var file = new PEReader(File.OpenRead(assembly));
        return Print(ApiListWriter.Write(AssemblyReader.Read(file.GetMetadataReader(), pack)));
    }

    /// <summary>Prints what the list does not say of the real assembly's members, for those lines that the list has.</summary>
    public static int Modifiers(string assembly)
    {
        var listed = TorchSharpApi.ReadLines().ToHashSet();
        using var pack = ReferencePack.OfRuntime();
        using var file = new PEReader(File.OpenRead(assembly));
        return Print(ModifierReader.Read(file.GetMetadataReader(), pack).Where(l => l.Split(" | ") is [{ Length: > 0 }, var line] && listed.Contains(line))
            .OrderBy(l => l.Split(" | ")[1], StringComparer.Ordinal));
    }

    /// <summary>Prints the lines of the list that an assembly needs and SystemTorch lacks; fails if there are any.</summary>
    public static int Check(string assembly, string systemTorch)
    {
        using var pack = ReferencePack.OfRuntime();
        using var user = new PEReader(File.OpenRead(assembly));
        using var provider = new PEReader(File.OpenRead(systemTorch));
        var check = new BindingCheck(ApiListReader.Read(TorchSharpApi.ReadLines()), AssemblyReader.Read(provider.GetMetadataReader(), pack));
        var missing = check.FindMissing(user.GetMetadataReader());
        Print(missing);
        return missing.Count == 0 ? 0 : 1;
    }

    public static int Usage()
    {
        Console.Error.WriteLine("""
            usage: SystemTorch.Reference emit REFERENCE_PACK_FOLDER OUT.dll      write TorchSharp's reference assembly
                   SystemTorch.Reference list ASSEMBLY.dll                      print an assembly's public and protected surface
                   SystemTorch.Reference modifiers ASSEMBLY.dll                 print what the list leaves out about the real assembly
                   SystemTorch.Reference --check ASSEMBLY.dll SYSTEMTORCH.dll   print what the first needs of TorchSharp and the second lacks
            """);
        return 2;
    }

    private static int Print(IEnumerable<string> lines)
    {
        foreach (var line in lines)
        {
            Console.WriteLine(line);
        }
        return 0;
    }
}
