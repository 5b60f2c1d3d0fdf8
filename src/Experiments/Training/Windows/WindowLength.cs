namespace Experiments.Training;

/// <summary>
/// Decides how many updates the next window has. A window ends at an evaluation, and at an update after which the listener reads the model.
/// A window lasts about 50 ms, so that progress and Ctrl-C are not delayed.
/// </summary>
/// <param name="fixedLength">Length of every window, unless an evaluation or the listener ends a window earlier. Null chooses the length by
/// time.</param>
internal sealed class WindowLength(TrainingPlan plan, int? fixedLength)
{
    /// <summary>Number of updates in the longest window.</summary>
    public const int Most = 64;

    private const double LongestSeconds = 0.05;

    private int _allowed = fixedLength ?? 1;
    private long _pausedUntil;

    /// <summary>Returns the length of the window that begins after <paramref name="step"/> updates; 1 means a single update.</summary>
    public int At(long step, ITrainingListener listener)
    {
        var most = step < _pausedUntil ? 1 : _allowed;
        var length = 1;
        while (length < most && !plan.IsEvaluatedAfter(step + length) && !listener.LooksAfter(step + length))
            length++;
        return length;
    }

    /// <summary>Adapts the length to the time that a window took. Windows grow step by step, because the first updates are slow.</summary>
    public void Measured(int length, double seconds)
    {
        if (fixedLength is not null)
            return;
        var fitting = (int)Math.Min(Most, LongestSeconds * length / Math.Max(seconds, 1e-9));
        _allowed = Math.Clamp(fitting, 1, Math.Min(Most, 2 * _allowed));
    }

    /// <summary>Makes single updates for a while, because non-finite values often occur again soon.</summary>
    public void Pause(long step) => _pausedUntil = step + Most;

    /// <summary>After this call, the training makes every update separately, without windows.</summary>
    public void Stop() => _pausedUntil = long.MaxValue;
}
