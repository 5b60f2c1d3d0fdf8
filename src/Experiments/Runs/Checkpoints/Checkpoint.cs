using System.Security.Cryptography;
using Experiments.Training;

namespace Experiments.Runs;

/// <summary>
/// Reads and writes the files in <c>checkpoints/</c>. The files <c>initial</c>, <c>best</c>, <c>last</c> and <c>ema.safetensors</c> contain
/// only the model, under PyTorch's names. <c>resume.safetensors</c> contains all state that a run needs to continue bit for bit. The whole
/// state is in one file, so that one rename replaces it. The file stores no generator state, because all random numbers are pure functions
/// of seed and step.
/// </summary>
public sealed class Checkpoint(RunFolder folder, Module<Tensor, Tensor> model, Optimizer optimizer, WeightAverage? average,
    Func<StackRecord?>? stack = null)
{
    private const string ModelPrefix = "model/";
    private const string AveragePrefix = "ema/";
    private const string OptimizerPrefix = "optimizer/";
    private const string ProgressKey = "progress";
    private const string MetricsLengthKey = "metrics_bytes";
    private const string SignalLengthKey = "signal_bytes";
    private const string UpdatesLengthKey = "updates_bytes";
    private const string StackKey = "stack";
    private const string DigestKey = "sha256";
    private const string StepName = "step";

    private static readonly string[] Names = ["initial", "best", "last", "ema"];

    private static readonly JsonSerializerOptions Json =
        new() { NumberHandling = System.Text.Json.Serialization.JsonNumberHandling.AllowNamedFloatingPointLiterals };

    /// <summary>Writes only the model, with its current weights.</summary>
    /// <param name="name"><c>initial</c>, <c>best</c> or <c>last</c>.</param>
    /// <param name="step">Number of updates made so far.</param>
    public void WriteModel(string name, long step) => Write(folder.Weights(name), ModelState.Of(model), step);

    /// <summary>Writes earlier weights of the model as <c>best</c>.</summary>
    /// <param name="step">Number of updates that led to them.</param>
    public void WriteBest(IEnumerable<(string Name, Tensor Value)> tensors, long step) => Write(folder.Weights("best"), tensors, step);

    /// <summary>Writes the model with its current weights as a pending file, which <see cref="AcceptPending"/> makes <c>best</c>.</summary>
    /// <param name="step">Number of updates made so far.</param>
    public void WritePending(long step) => Write(Pending, ModelState.Of(model), step);

    /// <summary>Replaces <c>best</c> by the pending file.</summary>
    public void AcceptPending() => File.Move(Pending, folder.Weights("best"), overwrite: true);

    /// <summary>Deletes <c>best</c> if its weights are from another update than the best evaluation of a resumed run.</summary>
    /// <param name="best">Number of updates before the best evaluation; null without one.</param>
    public void DropOtherBest(long? best)
    {
        var path = folder.Weights("best");
        if (File.Exists(path) && StepIn(path) != best?.ToString(CultureInfo.InvariantCulture))
            File.Delete(path);
    }

    /// <summary>Writes the model with the averaged weights as <c>ema</c>. Does nothing if the run keeps no average.</summary>
    public void WriteAverage(long step)
    {
        if (average is not null)
            Write(folder.Weights("ema"), average.Tensors, step);
    }

    /// <summary>
    /// Flushes to the disk all files that a resume or a reader of the summary needs: the records, and the files that are written once or
    /// replaced.
    /// </summary>
    public void Force(Records records) => AtomicFile.Force(
        [folder.Config, folder.EnvironmentFile, .. Names.Select(folder.Weights)], records.Forcing);

    /// <param name="records">The records. The current content of the records belongs to the checkpoint; a resume removes later
    /// lines.</param>
    public void WriteResume(TrainingProgress progress, Records records)
    {
        var tensors = ModelState.Of(model).Select(named => (ModelPrefix + named.Name, named.Value)).ToList();
        var metadata = new Dictionary<string, string>
        {
            [ProgressKey] = JsonSerializer.Serialize(progress, Json),
            [MetricsLengthKey] = records.Lengths.Metrics.ToString(CultureInfo.InvariantCulture),
            [SignalLengthKey] = records.Lengths.Signal.ToString(CultureInfo.InvariantCulture),
            [UpdatesLengthKey] = records.Lengths.Updates.ToString(CultureInfo.InvariantCulture),
        };
        if (stack?.Invoke() is { } together)
            metadata[StackKey] = together.ToJson().ToJsonString();
        tensors.AddRange(Averages().Select(named => (AveragePrefix + named.Name, named.Value)));
        Force(records);
        using var scope = NewDisposeScope();
        for (var index = 0; index < optimizer.Count; index++)
        {
            var state = optimizer.StateOf(index);
            metadata[StateKey(index) + StepName] = state.Step.ToString(CultureInfo.InvariantCulture);
            foreach (var (name, number) in state.Numbers)
                metadata[StateKey(index) + name] = number.ToString("R", CultureInfo.InvariantCulture);
            tensors.AddRange(state.Tensors.Select(named => (StateKey(index) + named.Key, named.Value)));
        }

        metadata[DigestKey] = Digest(tensors, metadata);
        Safetensors.Write(folder.ResumeState, tensors, metadata);
    }

    /// <summary>
    /// Restores model and optimiser from the file. Returns the run's progress, the lengths of its records in bytes, and the runs with which
    /// it has trained together.
    /// </summary>
    /// <exception cref="InputException">The file is damaged, or belongs to another model.</exception>
    public (TrainingProgress Progress, RecordLengths Lengths, StackRecord? Stack) ReadResume()
    {
        using var scope = NewDisposeScope();
        var tensors = Safetensors.Read(folder.ResumeState);
        var metadata = Safetensors.ReadHeader(folder.ResumeState).Metadata;
        if (metadata.GetValueOrDefault(DigestKey) != Digest(tensors.Select(pair => (pair.Key, pair.Value)), metadata))
            throw new InputException(
                $"'{folder.ResumeState}' is damaged: its contents don't match its SHA-256. Run without --resume to start the run "
                    + "anew.");
        using var noGradients = no_grad();
        foreach (var (name, tensor) in ModelState.Of(model).Select(named => (ModelPrefix + named.Name, named.Value))
            .Concat(Averages().Select(named => (AveragePrefix + named.Name, named.Value))))
            tensor.copy_(tensors.GetValueOrDefault(name)
                ?? throw new InputException($"'{folder.ResumeState}' has no tensor '{name}' of this model."));
        for (var index = 0; index < optimizer.Count; index++)
            optimizer.Restore(index, State(StateKey(index), tensors, metadata));

        return (
            JsonSerializer.Deserialize<TrainingProgress>(metadata[ProgressKey], Json)!,
            // Checkpoints of earlier versions have no record of updates.
            new RecordLengths(Length(metadata[MetricsLengthKey]), Length(metadata[SignalLengthKey]),
                Length(metadata.GetValueOrDefault(UpdatesLengthKey, "0"))),
            metadata.TryGetValue(StackKey, out var together) ? StackRecord.Read(JsonNode.Parse(together)!) : null);
    }

    private static long Length(string text) => long.Parse(text, CultureInfo.InvariantCulture);

    private IEnumerable<(string Name, Tensor Value)> Averages() => average?.Tensors ?? [];

    // The suffix of temporary files: a later process of the run deletes the file.
    private string Pending => folder.Weights("best") + ".pending" + AtomicFile.Suffix;

    private static void Write(string path, IEnumerable<(string Name, Tensor Value)> tensors, long step) => Safetensors.Write(
        path, tensors,
        new Dictionary<string, string> { ["step"] = step.ToString(CultureInfo.InvariantCulture), ["format"] = "pt" }, isForced: false);

    // Computes a hash of names, values and metadata. The hash does not depend on the order of the tensors in the file.
    private static string Digest(IEnumerable<(string Name, Tensor Value)> tensors, IReadOnlyDictionary<string, string> metadata)
    {
        using var scope = NewDisposeScope();
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (name, value) in tensors.OrderBy(tensor => tensor.Name, StringComparer.Ordinal))
        {
            hash.AppendData(Encoding.UTF8.GetBytes(name + "\0"));
            if (value.numel() > 0)
                hash.AppendData(value.detach().cpu().contiguous().bytes);
        }

        foreach (var (key, text) in metadata.Where(pair => pair.Key != DigestKey).OrderBy(pair => pair.Key, StringComparer.Ordinal))
            hash.AppendData(Encoding.UTF8.GetBytes($"{key}\0{text}\0"));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    // Returns null for a damaged file.
    private static string? StepIn(string path)
    {
        try
        {
            return Safetensors.ReadHeader(path).Metadata.GetValueOrDefault("step");
        }
        catch (InputException)
        {
            return null;
        }
    }

    private static string StateKey(int index) => string.Create(CultureInfo.InvariantCulture, $"{OptimizerPrefix}{index}/");

    private static SavedState State(string prefix, IReadOnlyDictionary<string, Tensor> tensors,
        IReadOnlyDictionary<string, string> metadata) => new(
            long.Parse(metadata[prefix + StepName], CultureInfo.InvariantCulture),
            metadata.Where(pair => pair.Key.StartsWith(prefix, StringComparison.Ordinal) && pair.Key != prefix + StepName)
                .ToDictionary(pair => pair.Key[prefix.Length..], pair => double.Parse(pair.Value, CultureInfo.InvariantCulture)),
            tensors.Where(pair => pair.Key.StartsWith(prefix, StringComparison.Ordinal))
                .ToDictionary(pair => pair.Key[prefix.Length..], pair => pair.Value));
}
