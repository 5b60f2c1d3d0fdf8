namespace Experiments.Data.Download;

/// <summary>Options of a data set that can be fetched.</summary>
public interface IRemoteData
{
    /// <summary>What is fetched, and from where.</summary>
    RemoteDataSet Remote { get; }

    /// <summary>Whether all its files lie under one of the roots; they are not opened.</summary>
    bool IsHere(IReadOnlyList<string> roots);
}
