using Experiments.Runs;
using Experiments.Serialization;
using static TorchSharp.torch;

namespace GpuCheck.Training;

/// <summary>What a training left.</summary>
/// <param name="Summary">How it ended, and where its files are.</param>
/// <param name="Losses">Its losses: of each update and of each evaluation, in their order.</param>
/// <param name="BatchSize">Examples in a batch.</param>
internal sealed record Outcome(RunSummary Summary, IReadOnlyList<double> Losses, int BatchSize)
{
    /// <summary>The file of the initial weights.</summary>
    public string InitialFile => RunFolder.Open(Summary.Folder).Weights("initial");

    /// <summary>The file of the last weights.</summary>
    public string LastFile => RunFolder.Open(Summary.Folder).Weights("last");

    /// <summary>The run, if it did all that its plan says.</summary>
    /// <exception cref="InvalidOperationException">It ended otherwise.</exception>
    public Outcome Completed() => Summary.Status == RunStatus.Completed
        ? this
        : throw new InvalidOperationException(
            $"The run in '{Path.GetFileName(Summary.Folder)}' is {Summary.Status.ToString().ToLowerInvariant()}: {Summary.Error}");

    /// <summary>Whether losses and weights are another run's, bit for bit.</summary>
    public bool IsSameAs(Outcome other) =>
        Losses.SequenceEqual(other.Losses) && File.ReadAllBytes(LastFile).AsSpan().SequenceEqual(File.ReadAllBytes(other.LastFile));

    /// <summary>All floating-point numbers of a file of weights, tensor by tensor in the order of their names.</summary>
    public static IReadOnlyList<double> Numbers(string file)
    {
        using var scope = NewDisposeScope();
        return [.. Safetensors.Read(file).OrderBy(tensor => tensor.Key, StringComparer.Ordinal)
            .Where(tensor => tensor.Value.is_floating_point())
            .SelectMany(tensor => Training.Numbers.Of(tensor.Value))];
    }

    /// <summary>Shapes of the tensors of a file of weights.</summary>
    public static IReadOnlyList<IReadOnlyList<long>> Shapes(string file) =>
        [.. Safetensors.ReadHeader(file).Tensors.Values.Select(tensor => tensor.Shape)];
}
