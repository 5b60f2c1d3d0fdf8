namespace TorchSharp;

/// <summary>How many tensors were made and disposed on a thread, inside dispose scopes and outside.</summary>
public class ThreadDisposeScopeStatistics
{
    public LifetimeStatistics TensorStatistics { get; } = new();

    public LifetimeStatistics PackedSequenceStatistics { get; } = new();

    public long CreatedOutsideScopeCount => Total(s => s.CreatedOutsideScopeCount);

    public long DisposedOutsideScopeCount => Total(s => s.DisposedOutsideScopeCount);

    public long CreatedInScopeCount => Total(s => s.CreatedInScopeCount);

    public long DisposedInScopeCount => Total(s => s.DisposedInScopeCount);

    public long AttachedToScopeCount => Total(s => s.AttachedToScopeCount);

    public long DetachedFromScopeCount => Total(s => s.DetachedFromScopeCount);

    public long ThreadTotalLiveCount => Total(s => s.ThreadTotalLiveCount);

    public void Reset()
    {
        TensorStatistics.Reset();
        PackedSequenceStatistics.Reset();
    }

    public override string ToString() => LifetimeStatistics.Describe(ThreadTotalLiveCount, CreatedOutsideScopeCount, DisposedOutsideScopeCount,
        CreatedInScopeCount, DisposedInScopeCount, AttachedToScopeCount, DetachedFromScopeCount);

    private long Total(Func<LifetimeStatistics, long> count) => count(TensorStatistics) + count(PackedSequenceStatistics);
}
