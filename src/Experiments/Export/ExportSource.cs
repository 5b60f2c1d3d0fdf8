using Experiments.Data.Tables;
using Experiments.Experiment;
using Experiments.Runs;

namespace Experiments.Export;

/// <summary>A config to export, with what a run's record adds to it.</summary>
/// <param name="Resolved">The config; its device is the CPU, because an export does not train.</param>
/// <param name="Device">The script's device as Python.</param>
/// <param name="Run">The run's folder; null for a config.</param>
public sealed record ExportSource(ResolvedConfig Resolved, string Device, RunFolder? Run)
{
    public static ExportSource Of(ResolvedConfig resolved) => new(OnCpu(resolved), resolved.Config.Device == "auto"
        ? "\"cuda\" if torch.cuda.is_available() else \"cpu\""
        : Scripts.Py.Text(resolved.Config.Device), Run: null);

    /// <summary>Reads the record of a run, which need not be complete.</summary>
    /// <exception cref="InputException">The folder is not a run's folder.</exception>
    public static ExportSource OfRun(string path)
    {
        var folder = RunFolder.Open(path);
        var resolved = OnCpu(ConfigReader.Read(folder.Config, []));
        var (files, device) = Record(folder);
        if (resolved.Config.Data is CsvOptions options)
        {
            var paths = options.TestPath is null ? 1 : 2;
            if (files.Count != paths)
                throw new InputException(string.Create(CultureInfo.InvariantCulture,
                    $"The number of data files in '{folder.EnvironmentFile}' is {files.Count}, but the config names {paths}. ")
                    + Advice(folder));
            // A relative path is relative to the folder in which the run was started.
            if (files.All(file => File.Exists(file.Path)))
                resolved = resolved with
                {
                    Config = resolved.Config with
                    {
                        Data = options with { Path = files[0].Path, TestPath = options.TestPath is null ? null : files[1].Path },
                    },
                };
        }
        return new ExportSource(resolved, Scripts.Py.Text(device), folder);
    }

    /// <summary>Checks that the data files are those of the run.</summary>
    /// <exception cref="InputException">A file has changed.</exception>
    public void CheckFiles(IReadOnlyList<Data.DataFile> files)
    {
        if (Run is null)
            return;
        var then = EnvironmentRecord.DataFiles(Run.EnvironmentFile);
        var changed = then.Where((file, i) => i >= files.Count || files[i].Sha256 != file.Sha256).FirstOrDefault();
        if (changed is not null)
            throw new InputException($"The run in '{Run.Path}' was trained on '{changed.Path}' with the SHA-256 {changed.Sha256}, but that "
                + "file is not there now. " + (Resolved.Config.Data is CsvOptions
                    ? $"Restore the file, or export '{Run.Config}', which takes the present file."
                    : "Restore the file, or name its folder with --data."));
    }

    private static (IReadOnlyList<Data.DataFile> Files, string Device) Record(RunFolder folder)
    {
        try
        {
            return (EnvironmentRecord.DataFiles(folder.EnvironmentFile), EnvironmentRecord.DeviceTypeIn(folder.EnvironmentFile));
        }
        catch (InputException exception)
        {
            throw new InputException($"{exception.Message} {Advice(folder)}");
        }
    }

    private static string Advice(RunFolder folder) => $"Export the run's config instead: '{folder.Config}'.";

    private static ResolvedConfig OnCpu(ResolvedConfig resolved) => resolved with { Config = resolved.Config with { Device = "cpu" } };
}
