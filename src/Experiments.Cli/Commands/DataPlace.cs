using static TorchSharp.torch;

namespace Experiments.Cli.Commands;

/// <summary>Describes where a data set is on this machine.</summary>
internal static class DataPlace
{
    public const string Made = "made by the program";

    public const string NotHere = "not here";

    /// <summary>Returns the folder with the data set's files, <see cref="Made"/> or <see cref="NotHere"/>.</summary>
    /// <exception cref="MissingException">The data set is missing and can't be described without its files.</exception>
    public static string Of(DataOptions options, IReadOnlyList<string> roots) => options switch
    {
        { ReadsFiles: false } => Made,
        IRemoteData remote => remote.FolderIn(roots) ?? NotHere,
        _ => options.Describe(new DataContext(roots, CPU, float32)).Files is [var file, ..] ? Path.GetDirectoryName(file.Path)! : NotHere,
    };
}
