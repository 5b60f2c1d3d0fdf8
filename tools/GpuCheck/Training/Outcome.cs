using Experiments.Runs;
using Experiments.Serialization;
using static TorchSharp.torch;

namespace GpuCheck.Training;

/// <summary>Result of a training run.</summary>
/// <param name="Summary">The run's summary, with the path of the run's files.</param>
/// <param name="Losses">Losses of each update and of each evaluation, in order.</param>
/// <param name="BatchSize">Number of examples per batch.</param>
internal sealed record Outcome(RunSummary Summary, IReadOnlyList<double> Losses, int BatchSize)
{
    /// <summary>The file of the initial weights.</summary>
    public string InitialFile => RunFolder.Open(Summary.Folder).Weights("initial");

    /// <summary>The file of the last weights.</summary>
    public string LastFile => RunFolder.Open(Summary.Folder).Weights("last");

    /// <summary>Returns this outcome if the run completed.</summary>
    /// <exception cref="InvalidOperationException">The run did not complete.</exception>
    public Outcome Completed() => Summary.Status == RunStatus.Completed
        ? this
        : throw new InvalidOperationException(
            $"The run in '{Path.GetFileName(Summary.Folder)}' is {Summary.Status.ToString().ToLowerInvariant()}: {Summary.Error}");

    /// <summary>Whether losses and weights equal those of another run, bit for bit.</summary>
    public bool IsSameAs(Outcome other) =>
        Losses.SequenceEqual(other.Losses) && File.ReadAllBytes(LastFile).AsSpan().SequenceEqual(File.ReadAllBytes(other.LastFile));

    /// <summary>Reads all floating-point numbers of a file of weights, with the tensors in the order of their names.</summary>
    public static IReadOnlyList<double> Numbers(string file)
    {
        using var scope = NewDisposeScope();
        return [.. Safetensors.Read(file).OrderBy(tensor => tensor.Key, StringComparer.Ordinal)
            .Where(tensor => tensor.Value.is_floating_point())
            .SelectMany(tensor => Training.Numbers.Of(tensor.Value))];
    }

    /// <summary>Reads the shapes of the tensors of a file of weights.</summary>
    public static IReadOnlyList<IReadOnlyList<long>> Shapes(string file) =>
        [.. Safetensors.ReadHeader(file).Tensors.Values.Select(tensor => tensor.Shape)];
}
