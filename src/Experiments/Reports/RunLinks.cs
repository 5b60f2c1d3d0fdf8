using Experiments.Comparison;

namespace Experiments.Reports;

/// <summary>The way from a report to the files of the runs, so that a folder that is moved as a whole still holds together.</summary>
/// <param name="From">The report's folder.</param>
public sealed record RunLinks(string From)
{
    /// <summary>The run folder, or a file in it, relative to the report, as a link.</summary>
    public string To(RunResult run, string file = "")
    {
        var path = Path.GetRelativePath(From, Path.Combine(run.Folder, file)).Replace(Path.DirectorySeparatorChar, '/');
        return string.Join('/', path.Split('/').Select(Uri.EscapeDataString));
    }
}
