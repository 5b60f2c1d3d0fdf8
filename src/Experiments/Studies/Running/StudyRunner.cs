using Experiments.Studies.Reading;

namespace Experiments.Studies.Running;

/// <summary>Runs the measurements of a study and stores their outputs.</summary>
/// <param name="sweep">Runs a sweep: path of the sweep file, and the folder for its sweep folder. Throws if a cell has no result.</param>
public sealed class StudyRunner(Action<string, string> sweep)
{
    /// <summary>Name of the figure in a study's folder.</summary>
    public const string FigureName = "figure.svg";

    /// <summary>Runs a study. After an interrupted run of the same study, finished cells of its sweeps are not run again.</summary>
    /// <param name="isAnew">Whether to run all cells again, also after an interrupted run.</param>
    /// <param name="announce">Receives the name of each measurement before it starts.</param>
    /// <exception cref="InputException">A config or sweep file is wrong, or the figure was not written.</exception>
    /// <exception cref="MissingException">A data set is not on this machine.</exception>
    public void Run(StudyDefinition study, StudyResults results, bool isAnew, Action<string> announce,
        CancellationToken cancellation)
    {
        results.Begin(study, isAnew);
        foreach (var probe in study.File.Probes)
        {
            cancellation.ThrowIfCancellationRequested();
            announce(probe.Name);
            ProbeRun.Write(study, probe, StudyResults.SettingsOf(probe, results.Mode), results.FolderOf(probe));
        }

        foreach (var one in study.File.Sweeps)
        {
            cancellation.ThrowIfCancellationRequested();
            announce(one.Name);
            var file = results.FolderOf(one) + ".json";
            SweepVariant.Write(study, one, StudyResults.SettingsOf(one, results.Mode), file);
            sweep(file, results.Path);
        }

        CopyFigure(study, results);
        results.Complete(study);
    }

    private static void CopyFigure(StudyDefinition study, StudyResults results)
    {
        var source = Path.Combine(results.Path, study.File.Figure);
        if (!File.Exists(source))
            throw new InputException($"{Path.Combine(study.Folder, StudyDefinition.FileName)}: figure: the measurement did not write "
                + $"'{study.File.Figure}'. It wrote: {string.Join(", ", Figures(results))}.");
        AtomicFile.Write(Path.Combine(study.Folder, FigureName), File.ReadAllText(source));
    }

    private static IEnumerable<string> Figures(StudyResults results) =>
        Directory.EnumerateFiles(results.Path, "*.svg", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(results.Path, file).Replace('\\', '/')).Order(StringComparer.Ordinal);
}
