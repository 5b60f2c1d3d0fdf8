namespace Experiments.Data.Download;

/// <summary>Options of a data set that can be downloaded.</summary>
public interface IRemoteData
{
    RemoteDataSet Remote { get; }

    /// <summary>Returns the first folder under the roots that contains all files; null if there is none. Does not open the files.</summary>
    string? FolderIn(IReadOnlyList<string> roots);
}
