namespace Experiments.Training;

/// <summary>
/// Makes several updates (a window) and waits for the device only after the last of them; until then, losses and norms stay on the device.
/// If a loss or norm is not finite, the state before the window is restored, and the trainer repeats the updates one by one. The length of
/// the windows therefore changes neither a run's numbers nor its end.
/// </summary>
internal sealed class UpdateWindows : IDisposable
{
    private readonly TrainingPlan _plan;
    private readonly Optimizer _optimizer;
    private readonly WeightAverage? _average;
    private readonly Backpropagation _gradients;
    private readonly WindowLength _length;
    private readonly StateCopy _state;
    private readonly DeviceResults _results;
    private readonly Stopwatch _clock = new();

    /// <param name="fixedLength">See <see cref="WindowLength"/>.</param>
    public UpdateWindows(TrainingPlan plan, Optimizer optimizer, FlatBuffers buffers, WeightAverage? average, Backpropagation gradients,
        Device device, int? fixedLength)
    {
        (_plan, _optimizer, _average, _gradients) = (plan, optimizer, average, gradients);
        _length = new WindowLength(plan, fixedLength);
        _state = new StateCopy(optimizer, buffers, average);
        _results = new DeviceResults(Math.Max(WindowLength.Most, fixedLength ?? 1), device);
    }

    /// <summary>Begins a window of updates after <paramref name="step"/> updates were made.</summary>
    /// <returns>Number of updates in the window.</returns>
    public int Begin(long step, ITrainingListener listener)
    {
        _clock.Restart();
        // The optimiser allocates a parameter's state at the parameter's first gradient. Before the first gradient, there is no state to
        // copy.
        return _optimizer.IsWaiting ? 1 : _length.At(step, listener);
    }

    /// <summary>
    /// Makes the updates and returns their results. Returns null if an update failed, if a result is not finite, or if there is no memory
    /// for a copy of the state. In these cases the state before the window is restored, and the caller makes the updates one by one.
    /// </summary>
    public IReadOnlyList<UpdateResult>? Run(long step, int length)
    {
        if (!IsCopied())
            return null;
        var results = Results(step, length);
        if (results?.All(result => result.IsFinite) == true)
            return results;
        _state.PutBack();
        _length.Pause(step + length);
        if (results is null)
            Stop();
        return null;
    }

    /// <summary>Ends a window after it was reported.</summary>
    public void End(int length) => _length.Measured(length, _clock.Elapsed.TotalSeconds);

    /// <inheritdoc/>
    public void Dispose()
    {
        _state.Dispose();
        _results.Dispose();
    }

    // Without memory for the copy, the device can still train the run.
    private bool IsCopied()
    {
        try
        {
            _state.Take();
            return true;
        }
        catch (ExternalException)
        {
            Stop();
            return false;
        }
    }

    // Exceptions are ignored here: the trainer repeats the update without a window, and the exception of the repeated update ends the run.
    private IReadOnlyList<UpdateResult>? Results(long step, int length)
    {
        try
        {
            for (var i = 0; i < length; i++)
                Update(step + i, i);
            return _results.Fetch(length, _gradients.ChangesNorm);
        }
        catch (Exception)
        {
            return null;
        }
    }

    private void Update(long step, int row)
    {
        using var scope = NewDisposeScope();
        _optimizer.ZeroGrad();
        var (loss, found) = _gradients.RunOnDevice(step);
        using var noGradients = no_grad();
        var norm = _gradients.ClipOnDevice(found);
        _optimizer.Step(_plan.LearningRate(step));
        _average?.Update(step + 1);
        _results.Set(row, loss, found, norm);
    }

    private void Stop()
    {
        _length.Stop();
        _state.Dispose();
    }
}
