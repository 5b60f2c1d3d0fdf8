using Experiments.Data.Tables;
using Experiments.Data;
using Experiments.Experiment;
using Experiments.Models;
using Experiments.Options.Describing;
using Experiments.Training;

namespace Experiments.Runs;

/// <summary>A trained network that is loaded from a run folder, with its config and the chosen weights.</summary>
public sealed class TrainedRun
{
    // Order in which the program looks for weights if the user names none. The weights of the best evaluation come before the weights at
    // the end of the run.
    private static readonly string[] s_preferred = ["best", "ema", "last"];

    private static readonly string[] s_names = ["best", "ema", "last", "initial"];

    private const string DataPath = "data.path";

    private const string DataTestPath = "data.test_path";

    // Keys whose values may differ from those in training, because they affect neither the fitted preprocessing nor the choice of training
    // rows.
    private static readonly string[] s_changeable = [DataTestPath, DataPath, "data.eval_batch_size", "device", "threads"];

    private readonly string? _measuredOn;

    private TrainedRun(RunFolder folder, ExperimentConfig config, string? measuredOn, string weights)
    {
        Folder = folder;
        Config = config;
        _measuredOn = measuredOn;
        Device = Devices.Resolve(config.Device);
        TorchSettings.Apply(config, Device);
        Weights = weights;
    }

    /// <summary>Names that <c>--weights</c> accepts instead of a file.</summary>
    public static IReadOnlyList<string> WeightNames => s_names;

    /// <summary>Whether an argument of <c>--set</c> may begin with this text; for shell completion.</summary>
    public static bool CanSet(string typed) =>
        s_changeable.Any(key => KeyOf(typed) == key
            || (!typed.Contains('=', StringComparison.Ordinal) && key.StartsWith(typed, StringComparison.Ordinal)));

    /// <summary>Whether an argument of <c>--set</c> replaces the rows that are evaluated.</summary>
    public static bool SetsRows(string set) => KeyOf(set) == DataTestPath;

    public RunFolder Folder { get; }

    /// <summary>The run's config, changed by the arguments of <c>--set</c>.</summary>
    public ExperimentConfig Config { get; }

    public Device Device { get; }

    /// <summary>Path of the safetensors file.</summary>
    public string Weights { get; }

    /// <summary>Prefix of the names in the file, which <see cref="Build"/> removes; empty without a prefix.</summary>
    public string StrippedPrefix { get; private set; } = "";

    /// <summary>Number of updates after which the weights were saved; null if the file does not record this number.</summary>
    public long? Step => Safetensors.ReadHeader(Weights).Metadata.GetValueOrDefault("step") is { } step
        ? long.Parse(step, CultureInfo.InvariantCulture)
        : null;

    /// <summary>
    /// Differences between this process's environment and the environment of the training, as far as they can change the last digits of
    /// results.
    /// </summary>
    public IReadOnlyList<string> Differences => EnvironmentRecord.Differences(Folder.EnvironmentFile, Config.Threads);

    /// <param name="sets">Arguments of <c>--set</c>: a file with other rows to evaluate (<c>data.test_path</c>), a new path of the training
    /// file, and keys without effect on results.</param>
    /// <param name="weights"><c>best</c>, <c>ema</c>, <c>last</c>, <c>initial</c>, or a file. Null means the first file that exists among
    /// best, ema and last; with null, the run must be completed.</param>
    /// <exception cref="InputException">The folder is not a run folder, the run is not completed, or the weights do not exist.</exception>
    /// <exception cref="MissingException">The device is not on this machine.</exception>
    public static TrainedRun Open(string path, IReadOnlyList<string> sets, string? weights)
    {
        var folder = RunFolder.Open(path);
        foreach (var set in sets)
            CheckSet(set);
        var config = ConfigReader.Read(folder.Config, [.. sets.Where(set => KeyOf(set) != DataTestPath)]).Config;
        return new TrainedRun(folder, WithRecordedPaths(config, folder, sets), MeasuredOn(folder, config, sets),
            WeightsOf(folder, weights));
    }

    /// <summary>Loads the run's data. If <c>--set</c> names other rows, they replace the test rows. The caller disposes of the
    /// data.</summary>
    /// <exception cref="MissingException">A file is missing.</exception>
    /// <exception cref="InputException">A file is wrong, or is not the file with which the run was trained.</exception>
    public DataSplits Load(DataContext context)
    {
        var data = _measuredOn is null ? Config.Data.Load(context) : ((CsvOptions)Config.Data).LoadMeasuredOn(_measuredOn, context);
        try
        {
            CheckFiles(data.Description, _measuredOn is null ? int.MaxValue : 1);
            return data;
        }
        catch
        {
            data.Dispose();
            throw;
        }
    }

    /// <summary>Reads the features of rows for prediction. The caller disposes of the result.</summary>
    /// <param name="idColumn">Name of the column that identifies the rows; may be null.</param>
    /// <param name="context">Folders that are searched for the training file, and the device for the inputs.</param>
    /// <exception cref="MissingException">The training file is missing.</exception>
    /// <exception cref="InputException">The run's data is not a table, the training file has changed, or the rows don't fit the training
    /// file.</exception>
    public NewRows ReadNew(string path, string? idColumn, DataContext context)
    {
        if (Config.Data is not CsvOptions options)
            throw new InputException(
                $"'{Folder.Path}' was trained on {DataRegistry.Instance.NameOf(Config.Data)}, but predict reads tables; use a run on "
                    + "csv or ames.");
        var rows = options.ReadNew(path, idColumn, context);
        try
        {
            CheckFiles(rows.Description, count: 1);
            return rows;
        }
        catch
        {
            rows.Dispose();
            throw;
        }
    }

    /// <summary>Builds the network with its weights, in evaluation mode. The caller disposes of the network.</summary>
    /// <exception cref="InputException">The data's shape or the weights don't fit the network.</exception>
    public Module<Tensor, Tensor> Build(DataDescription data)
    {
        var model = Config.Model.Build(new ModelShape(data.InputShape, data.Outputs));
        try
        {
            model.to(Preparation.PrecisionOf(Config));
            StrippedPrefix = ModelWeights.Load(Weights, model);
            model.to(Device);
            Preparation.UsePrecision(model, Config);
            model.eval();
            ConvolutionProof.Check(model, withGradient: false);
            return model;
        }
        catch
        {
            model.Dispose();
            throw;
        }
    }

    public DataContext Context(IReadOnlyList<string> roots) => new(roots, Device, Preparation.PrecisionOf(Config));

    /// <param name="split"><c>train</c>, <c>validation</c> or <c>test</c>; null means the last split in this order that exists.</param>
    /// <exception cref="InputException">The split does not exist, or network and data don't fit.</exception>
    public (Split Split, IReadOnlyList<Metric> Metrics) Evaluate(DataSplits data, string? split)
    {
        var part = SplitOf(data, split);
        var (loss, _) = TrainingPlan.Check(Config, data.Description);
        using var model = Build(data.Description);
        return (part, new Evaluator(model, loss, data.Description, Metrics.For(data.Description, loss, Config.Training),
            Config.Data.EvalBatchSize).Evaluate(part));
    }

    private static Split SplitOf(DataSplits data, string? name)
    {
        var there = data.Parts.Reverse().ToList();
        return there.FirstOrDefault(split => name is null || split.Name == name)
            ?? throw new InputException(
                $"--split: this data has no '{name}' split, only {string.Join(", ", there.Select(split => split.Name))}.");
    }

    private static void CheckSet(string set)
    {
        if (!s_changeable.Contains(KeyOf(set)))
            throw new InputException(
                $"--set {set}: only {string.Join(", ", s_changeable[..^1])} and {s_changeable[^1]} can be changed after training; "
                    + "other keys were fixed by training.");
    }

    private static string KeyOf(string set) => set.Split('=', 2)[0];

    private static string? MeasuredOn(RunFolder folder, ExperimentConfig config, IReadOnlyList<string> sets)
    {
        if (!sets.Any(set => KeyOf(set) == DataTestPath))
            return null;
        if (config.Data is not CsvOptions)
            throw new InputException(
                $"'{folder.Path}' was trained on {DataRegistry.Instance.NameOf(config.Data)}, but other rows can be measured only for "
                    + "tables (data.test_path, or --data FILE); use a run on csv or ames.");
        return (ConfigReader.Read(folder.Config, sets).Config.Data as CsvOptions)?.TestPath
            ?? throw new InputException($"--set {DataTestPath}: a file with the rows to measure is expected.");
    }

    // A relative path in the config is relative to the folder in which the run was started. This folder may not be the current folder.
    private static ExperimentConfig WithRecordedPaths(ExperimentConfig config, RunFolder folder, IReadOnlyList<string> sets)
    {
        if (config.Data is not CsvOptions options)
            return config;
        var files = EnvironmentRecord.DataFiles(folder.EnvironmentFile);
        string Recorded(int file, string path) => file < files.Count && File.Exists(files[file].Path) ? files[file].Path : path;
        return config with
        {
            Data = options with
            {
                Path = sets.Any(set => KeyOf(set) == DataPath) ? options.Path : Recorded(0, options.Path),
                TestPath = options.TestPath is { } test ? Recorded(1, test) : null,
            },
        };
    }

    // Throws if a data file has changed, because means, deviations and categories must be the same as in training.
    private void CheckFiles(DataDescription data, int count)
    {
        var then = EnvironmentRecord.DataFiles(Folder.EnvironmentFile).Take(count).ToList();
        var other = then.Select((file, i) => i < data.Files.Count && data.Files[i].Sha256 == file.Sha256).ToList().IndexOf(false);
        if (other < 0)
        {
            CheckReading(then, data);
            return;
        }

        var now = other < data.Files.Count ? $"'{data.Files[other].Path}' has another SHA-256 now" : "that file is not read now";
        throw new InputException(
            $"The run in '{Folder.Path}' was trained on '{then[other].Path}' with the SHA-256 {then[other].Sha256}, but {now}; "
                + "use the file that the network was trained on.");
    }

    // Throws if an earlier version read some table cells as other values, because the network was trained on these values.
    private void CheckReading(List<DataFile> then, DataDescription data)
    {
        var other = then.Select((file, i) => file.Reading.SequenceEqual(data.Files[i].Reading)).ToList().IndexOf(false);
        if (other >= 0)
            throw new InputException(
                $"The run in '{Folder.Path}' was trained by another version of the program, which read '{then[other].Path}' differently "
                    + $"(then: {InWords(then[other])}; now: {InWords(data.Files[other])}); train the network again.");

        static string InWords(DataFile file) => file.Reading.Count == 0 ? "nothing noted" : string.Join(", ", file.Reading);
    }

    private static string WeightsOf(RunFolder folder, string? name)
    {
        if (name is not null && !s_names.Contains(name))
            return File.Exists(name)
                ? name
                : throw new InputException($"--weights: '{name}' is neither {Wording.Either(s_names)} nor a file.");
        var there = s_names.Where(candidate => File.Exists(folder.Weights(candidate))).ToList();
        if (name is null && !folder.IsOver)
            throw new InputException(
                $"The run in '{folder.Path}' has not ended (it has no summary.json). Use '{TypedCommand.Of("run CONFIG --resume")}' to "
                    + $"resume it, or --weights to use its weights so far{InWords(there)}.");
        if (name is null && RunSummary.Read(folder.Summary) is { Status: not RunStatus.Completed } summary)
            throw new InputException(
                $"The run in '{folder.Path}' is not completed but "
                    + $"{summary.Status.ToString().ToLowerInvariant()}{(summary.Error is { } error ? $" ({error.TrimEnd('.')})" : "")}; "
                    + $"use --weights to use its weights anyway{InWords(there)}.");
        var chosen = name ?? s_preferred.FirstOrDefault(there.Contains);
        return chosen is not null && there.Contains(chosen)
            ? folder.Weights(chosen)
            : throw new InputException(
                $"The run in '{folder.Path}' has no {(name is null ? "trained" : $"'{name}'")} weights{InWords(there)}.");
    }

    private static string InWords(List<string> there) => there.Count == 0 ? "" : $" ({string.Join(", ", there)})";
}
