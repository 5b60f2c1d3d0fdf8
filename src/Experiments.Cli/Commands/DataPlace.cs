using Experiments.Configuration;
using Experiments.Data;
using Experiments.Data.Download;
using static TorchSharp.torch;

namespace Experiments.Cli.Commands;

/// <summary>Where a data set lies on this machine, in words.</summary>
internal static class DataPlace
{
    /// <summary>What is said of a data set that is made, not read.</summary>
    public const string Made = "made by the program";

    /// <summary>What is said where no folder has it.</summary>
    public const string NotHere = "not here";

    /// <summary>The folder that holds its files, <see cref="Made"/> or <see cref="NotHere"/>.</summary>
    /// <exception cref="MissingException">It is not here, and there is more to say of it.</exception>
    public static string Of(DataOptions options, IReadOnlyList<string> roots) => options switch
    {
        { ReadsFiles: false } => Made,
        IRemoteData remote => remote.FolderIn(roots) ?? NotHere,
        _ => options.Describe(new DataContext(roots, CPU, float32)).Files is [var file, ..] ? Path.GetDirectoryName(file.Path)! : NotHere,
    };
}
