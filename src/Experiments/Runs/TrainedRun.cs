using System.Globalization;
using Experiments.Configuration;
using Experiments.Data;
using Experiments.Models;
using Experiments.Serialization;
using Experiments.Training;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Experiments.Runs;

/// <summary>A run's network, opened to be used: its config, and which of its weights.</summary>
public sealed class TrainedRun
{
    // What is taken where nobody says what: what selection chose, else what was evaluated at the end.
    private static readonly string[] s_preferred = ["best", "ema", "last"];

    private static readonly string[] s_names = ["best", "ema", "last", "initial"];

    private TrainedRun(RunFolder folder, ResolvedConfig resolved, Device device, string weights)
    {
        Folder = folder;
        Config = resolved.Config;
        Device = device;
        Weights = weights;
    }

    /// <summary>Where it lies.</summary>
    public RunFolder Folder { get; }

    /// <summary>The run's config, with what was changed for this use.</summary>
    public ExperimentConfig Config { get; }

    /// <summary>Where the network goes.</summary>
    public Device Device { get; }

    /// <summary>The safetensors file.</summary>
    public string Weights { get; }

    /// <summary>Updates that made the weights; null where their file doesn't say.</summary>
    public long? Step => Safetensors.ReadHeader(Weights).Metadata.GetValueOrDefault("step") is { } step ? long.Parse(step, CultureInfo.InvariantCulture) : null;

    /// <summary>How this process's surroundings differ from those of the training, of all that the last digits depend on.</summary>
    public IReadOnlyList<string> Differences => EnvironmentRecord.Differences(Folder.EnvironmentFile, Config.Threads);

    /// <summary>Opens a run folder.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="sets">Arguments of <c>--set</c>; data, device and threads alone can be other than in training.</param>
    /// <param name="weights"><c>best</c>, <c>ema</c>, <c>last</c>, <c>initial</c>, or a file; null takes the first of the first three that is there, once the run is over.</param>
    /// <exception cref="InputException">It is no run folder, the run isn't over, or there are no such weights.</exception>
    /// <exception cref="MissingException">The machine lacks the device.</exception>
    public static TrainedRun Open(string path, IReadOnlyList<string> sets, string? weights)
    {
        var folder = RunFolder.Open(path);
        foreach (var set in sets)
            CheckSet(set);
        var resolved = ConfigReader.Read(folder.Config, sets);
        return new TrainedRun(folder, resolved, Preparation.DeviceOf(resolved.Config), WeightsOf(folder, weights));
    }

    /// <summary>The network with its weights, in evaluation mode; the caller disposes of it.</summary>
    /// <exception cref="InputException">The data's shape or the weights don't fit the network.</exception>
    public Module<Tensor, Tensor> Build(DataDescription data)
    {
        var model = Config.Model.Build(new ModelShape(data.InputShape, data.Outputs));
        try
        {
            model.to(Preparation.PrecisionOf(Config));
            ModelWeights.Load(Weights, model);
            model.to(Device);
            model.eval();
            return model;
        }
        catch
        {
            model.Dispose();
            throw;
        }
    }

    /// <summary>Where data is looked for and goes.</summary>
    public DataContext Context(IReadOnlyList<string> roots) => new(roots, Device, Preparation.PrecisionOf(Config));

    /// <summary>Makes sure that the training files are those of the run: means, deviations and categories are theirs.</summary>
    /// <param name="data">The data as it is now.</param>
    /// <exception cref="InputException">They are others.</exception>
    public void CheckFiles(DataDescription data)
    {
        if (OtherFile(data, EnvironmentRecord.DataFiles(Folder.EnvironmentFile).Count) is { } sentence)
            throw new InputException(sentence);
    }

    /// <summary>Says where one of the first <paramref name="count"/> data files is not the run's, in a sentence; null where all are.</summary>
    public string? OtherFile(DataDescription data, int count)
    {
        var then = EnvironmentRecord.DataFiles(Folder.EnvironmentFile).Take(count).ToList();
        var other = then.Select((file, i) => i < data.Files.Count && data.Files[i].Sha256 == file.Sha256).ToList().IndexOf(false);
        if (other < 0)
            return null;
        var now = other < data.Files.Count ? $"'{data.Files[other].Path}' has another" : "that file is not read now";
        return $"The run in '{Folder.Path}' was trained on '{then[other].Path}' with the SHA-256 {then[other].Sha256}, and {now}: what is made of the data is not what the network knows.";
    }

    /// <summary>Metrics of one split.</summary>
    /// <param name="data">The run's data.</param>
    /// <param name="split"><c>train</c>, <c>validation</c> or <c>test</c>; null takes test, or what there is.</param>
    /// <exception cref="InputException">There is no such split, or network and data don't fit.</exception>
    public (Split Split, IReadOnlyList<Metric> Metrics) Evaluate(DataSplits data, string? split)
    {
        var part = SplitOf(data, split);
        var (loss, _) = TrainingPlan.Check(Config, data.Description);
        using var model = Build(data.Description);
        return (part, new Evaluator(model, loss, data.Description, Config.Data.EvalBatchSize).Evaluate(part));
    }

    private static Split SplitOf(DataSplits data, string? name)
    {
        var there = new[] { data.Test, data.Validation, data.Train }.OfType<Split>().ToList();
        return there.FirstOrDefault(split => name is null || split.Name == name)
            ?? throw new InputException($"--split: '{name}' is given, and this data has {string.Join(", ", there.Select(split => split.Name))}.");
    }

    private static void CheckSet(string set)
    {
        var key = set.Split('=', 2)[0];
        if (key != "data" && !key.StartsWith("data.", StringComparison.Ordinal) && key is not ("device" or "threads"))
            throw new InputException($"--set {set}: after the training only data, device and threads can be changed.");
    }

    private static string WeightsOf(RunFolder folder, string? name)
    {
        if (name is not null && !s_names.Contains(name))
            return File.Exists(name) ? name : throw new InputException($"--weights: '{name}' is neither {string.Join(", ", s_names[..^1])} or {s_names[^1]} nor a file.");
        var there = s_names.Where(candidate => File.Exists(folder.Weights(candidate))).ToList();
        if (name is null && !folder.IsOver)
            throw new InputException($"The run in '{folder.Path}' is not over (it has no summary.json); 'experiments run CONFIG --resume' goes on with it, and --weights takes what it has by now{InWords(there)}.");
        var chosen = name ?? s_preferred.FirstOrDefault(there.Contains);
        return chosen is not null && there.Contains(chosen)
            ? folder.Weights(chosen)
            : throw new InputException($"The run in '{folder.Path}' has no {(name is null ? "trained" : $"'{name}'")} weights{InWords(there)}.");
    }

    private static string InWords(List<string> there) => there.Count == 0 ? "" : $" ({string.Join(", ", there)})";
}
