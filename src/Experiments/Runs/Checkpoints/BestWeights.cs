using Experiments.Training;

namespace Experiments.Runs;

/// <summary>
/// The weights of the best evaluation so far. An evaluation may come every few milliseconds, and a file takes about one, so the weights of
/// a small model are kept in memory until a checkpoint or the end of the run, and those of a large model in a pending file. If the process
/// is killed, the run resumes from the checkpoint and finds the later evaluations again.
/// </summary>
internal sealed class BestWeights(Checkpoint checkpoint, Module<Tensor, Tensor> model) : IDisposable
{
    // The weights of a larger model take more memory than the file costs time.
    private const long MostBytes = 16 * 1024 * 1024;

    private readonly Dictionary<string, Tensor> _kept = [];
    private long? _step;
    private bool _hasFile;

    /// <summary>Takes the model's current weights in place of the earlier ones.</summary>
    /// <param name="step">Number of updates made so far.</param>
    public void Take(long step)
    {
        var tensors = ModelState.Of(model).ToList();
        if (tensors.Sum(tensor => tensor.Value.numel() * tensor.Value.element_size()) > MostBytes)
        {
            checkpoint.WritePending(step);
            _hasFile = true;
            return;
        }

        using var scope = NewDisposeScope();
        using var noGradients = no_grad();
        foreach (var (name, value) in tensors)
        {
            if (_kept.TryGetValue(name, out var kept))
                kept.copy_(value);
            else
                _kept[name] = value.detach().to(CPU, copy: true).DetachFromDisposeScope();
        }

        _step = step;
    }

    /// <summary>Writes the file unless it holds these weights already.</summary>
    public void Write()
    {
        if (_hasFile)
            checkpoint.AcceptPending();
        _hasFile = false;
        if (_step is not { } step)
            return;
        checkpoint.WriteBest(_kept.Select(tensor => (tensor.Key, tensor.Value)), step);
        _step = null;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var tensor in _kept.Values)
            tensor.Dispose();
        _kept.Clear();
        _step = null;
    }
}
