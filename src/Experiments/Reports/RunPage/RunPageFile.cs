using Experiments.Runs;

namespace Experiments.Reports.RunPage;

/// <summary>Writes the page of a run folder.</summary>
public static class RunPageFile
{
    /// <summary>Writes the page and returns its path.</summary>
    /// <param name="output">File to write; null for <c>page.html</c> in the run folder.</param>
    /// <exception cref="InputException">The folder is not a run folder, or the file can't be written.</exception>
    public static string Write(string folder, string? output = null)
    {
        var run = RunFiles.Read(folder);
        var path = Path.GetFullPath(output ?? RunFolder.Open(folder).Page);
        try
        {
            AtomicFile.Write(path, RunPageWriter.Write(run), isForced: false);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"'{path}' can't be written: {failure.Message}");
        }

        return path;
    }

    /// <summary>Writes the page of a run that has just ended. An error must not change the result of the run.</summary>
    /// <returns>Path of the page, or a sentence that says why there is none.</returns>
    public static (string? Path, string? Failure) TryWrite(string folder)
    {
        try
        {
            return (Write(folder), null);
        }
        catch (Exception exception)
        {
            return (null, $"The page was not written: {FirstLine.Of(exception)}");
        }
    }
}
