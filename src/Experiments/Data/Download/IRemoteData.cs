namespace Experiments.Data.Download;

/// <summary>Options of a data set that can be fetched.</summary>
public interface IRemoteData
{
    /// <summary>What is fetched, and from where.</summary>
    RemoteDataSet Remote { get; }

    /// <summary>The folder under one of the roots that holds all its files, or null where none does; the files are not opened.</summary>
    string? FolderIn(IReadOnlyList<string> roots);
}
