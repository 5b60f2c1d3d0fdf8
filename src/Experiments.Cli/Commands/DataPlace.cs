using static TorchSharp.torch;

namespace Experiments.Cli.Commands;

/// <summary>Where a data set lies on this machine, in words.</summary>
internal static class DataPlace
{
    public const string Made = "made by the program";

    public const string NotHere = "not here";

    /// <summary>The folder that holds its files, <see cref="Made"/> or <see cref="NotHere"/>.</summary>
    /// <exception cref="MissingException">The data set is not here, and can't be described without its files.</exception>
    public static string Of(DataOptions options, IReadOnlyList<string> roots) => options switch
    {
        { ReadsFiles: false } => Made,
        IRemoteData remote => remote.FolderIn(roots) ?? NotHere,
        _ => options.Describe(new DataContext(roots, CPU, float32)).Files is [var file, ..] ? Path.GetDirectoryName(file.Path)! : NotHere,
    };
}
