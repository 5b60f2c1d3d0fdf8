using Experiments.Comparison;

namespace Experiments.Reports;

/// <summary>Creates links from a report to the files of the runs. The links are relative, so they still work if the whole folder is moved.
/// </summary>
/// <param name="From">Folder of the report.</param>
public sealed record RunLinks(string From)
{
    /// <summary>Returns the link to the run folder, or to a file in it, relative to the report.</summary>
    public string To(RunResult run, string file = "")
    {
        var path = Path.GetRelativePath(From, Path.Combine(run.Folder, file)).Replace(Path.DirectorySeparatorChar, '/');
        return string.Join('/', path.Split('/').Select(Uri.EscapeDataString));
    }
}
