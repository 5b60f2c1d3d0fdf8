using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>The stack of dispose scopes of a thread, and its statistics.</summary>
public class DisposeScopeManager
{
    [ThreadStatic] private static DisposeScopeManager? s_ofThread;

    public static ThreadDisposeScopeStatistics Statistics => OfThread.StatisticsOfThread;

    internal static DisposeScopeManager OfThread => s_ofThread ??= new DisposeScopeManager();

    internal ThreadDisposeScopeStatistics StatisticsOfThread { get; } = new();

    internal DisposeScope? Current { get; private set; }

    internal DisposeScope Open() => Current = new DisposeScope(this);

    internal DisposeScope? Register(Tensor tensor)
    {
        if (Current is null)
        {
            StatisticsOfThread.TensorStatistics.CreatedOutsideScopeCount++;
            return null;
        }
        StatisticsOfThread.TensorStatistics.CreatedInScopeCount++;
        Current.Hold(tensor);
        return Current;
    }

    internal void CountDisposal(Tensor tensor)
    {
        if (tensor.OwningDisposeScope is null)
            StatisticsOfThread.TensorStatistics.DisposedOutsideScopeCount++;
        else
            StatisticsOfThread.TensorStatistics.DisposedInScopeCount++;
    }

    // Scopes may end in any order: one that is not the innermost is taken out of the chain.
    internal void Remove(DisposeScope scope)
    {
        if (Current == scope)
        {
            Current = scope.Outer;
            return;
        }
        for (var inner = Current; inner is not null; inner = inner.Outer)
        {
            if (inner.Outer != scope)
                continue;
            inner.Outer = scope.Outer;
            return;
        }
    }
}
