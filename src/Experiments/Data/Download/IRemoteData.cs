namespace Experiments.Data.Download;

/// <summary>Options of a data set that can be fetched.</summary>
public interface IRemoteData
{
    RemoteDataSet Remote { get; }

    /// <summary>Returns the folder under one of the roots that holds all the files, or null; the files are not opened.</summary>
    string? FolderIn(IReadOnlyList<string> roots);
}
