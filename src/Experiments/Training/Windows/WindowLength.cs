namespace Experiments.Training;

/// <summary>
/// Decides how many updates the next window has. A window ends where the model is looked at: at an evaluation, and where the listener says
/// so. It lasts about 50 ms, so that progress is shown and Ctrl-C is answered without delay.
/// </summary>
/// <param name="fixedLength">Length of every window that nothing ends earlier; null to go by the clock.</param>
internal sealed class WindowLength(TrainingPlan plan, int? fixedLength)
{
    /// <summary>Updates of the longest window.</summary>
    public const int Most = 64;

    private const double LongestSeconds = 0.05;

    private int _allowed = fixedLength ?? 1;
    private long _pausedUntil;

    /// <summary>Length of the window that begins after <paramref name="step"/> updates; 1 for an update that is made alone.</summary>
    public int At(long step, ITrainingListener listener)
    {
        var most = step < _pausedUntil ? 1 : _allowed;
        var length = 1;
        while (length < most && !plan.IsEvaluatedAfter(step + length) && !listener.LooksAfter(step + length))
            length++;
        return length;
    }

    /// <summary>Learns from the time that a window took; windows become longer step by step, because the first updates are slow.</summary>
    public void Measured(int length, double seconds)
    {
        if (fixedLength is not null)
            return;
        var fitting = (int)Math.Min(Most, LongestSeconds * length / Math.Max(seconds, 1e-9));
        _allowed = Math.Clamp(fitting, 1, Math.Min(Most, 2 * _allowed));
    }

    /// <summary>Makes updates alone for a while: a window whose numbers were not finite is often followed by more of them.</summary>
    public void Pause(long step) => _pausedUntil = step + Most;

    /// <summary>Makes all further updates alone.</summary>
    public void Stop() => _pausedUntil = long.MaxValue;
}
