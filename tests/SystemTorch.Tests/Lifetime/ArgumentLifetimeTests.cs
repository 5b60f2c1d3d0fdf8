using System.Runtime.CompilerServices;
using SystemTorch.Tests.Interop;
using SystemTorch.Tests.Oracle;
using TorchSharp;

namespace SystemTorch.Tests.Lifetime;

/// <summary>
/// What an operator is given lives until it has returned, however little the caller still needs it: a collector on another thread, which
/// never rests, must not find it dead while the native call runs.
/// </summary>
public sealed class ArgumentLifetimeTests
{
    private const int Rounds = 12;

    private static readonly Lock s_lock = new();
    private static WeakReference? s_given;
    private static int s_lost;

    [SkippableTheory]
    [Trait("Category", "Slow")]
    [InlineData("itself")]
    [InlineData("an argument")]
    [InlineData("a list")]
    [InlineData("a generator")]
    [InlineData("in place")]
    [InlineData("backward")]
    public void It_lives_until_the_call_returns(string kind)
    {
        Shim.Require();
        OneThread.Use();

        // Between the call's return and the end of the watch it may rightly be dead: on a loaded machine the collector meets that instant now and then.
        // Without the call's hold it is found dead in most rounds, as below.
        Assert.InRange(Lost(() => Call(kind, 8), () => Call(kind, 700)), 0, Rounds / 4);
    }

    [SkippableFact]
    [Trait("Category", "Slow")]
    public void A_tensor_of_which_only_the_handle_is_kept_is_found_dead()
    {
        Shim.Require();

        Assert.True(Lost(() => Forget(0), () => Forget(40)) > Rounds / 2, "the collector finds nothing, so the test above proves nothing");
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void Call(string kind, int size)
    {
        using var other = torch.ones(size, size);
        switch (kind)
        {
            case "itself":
                Watched(torch.ones(size, size)).matmul(other).Dispose();
                break;
            case "an argument":
                other.matmul(Watched(torch.ones(size, size))).Dispose();
                break;
            case "a list":
                torch.cat([Watched(torch.ones(size * size)), torch.ones(size * size * 30)], 0).Dispose();
                break;
            case "a generator":
                torch.empty(size * size * 10).normal_(0, 1, generator: Watched(new torch.Generator(3))).Dispose();
                break;
            case "in place":
                other.addmm_(Watched(torch.ones(size, size)), torch.ones(size, size));
                break;
            default:
                Watched(torch.ones(size, size).requires_grad_().matmul(other).sum()).backward();
                break;
        }
        Unwatch();
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void Forget(int milliseconds)
    {
        var handle = Watched(torch.ones(2)).Handle;
        Thread.Sleep(milliseconds);
        Unwatch();
        Assert.NotEqual(0, handle);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static T Watched<T>(T given) where T : class
    {
        lock (s_lock)
            s_given = new WeakReference(given);
        return given;
    }

    private static void Unwatch()
    {
        lock (s_lock)
            s_given = null;
    }

    // In how many rounds the collector finds it dead during the call.
    private static int Lost(Action warmUp, Action round)
    {
        // The optimising compiler reaches its last tier before the collector starts.
        for (var tier = 0; tier < 3; tier++)
        {
            for (var i = 0; i < 60; i++)
                warmUp();
            Thread.Sleep(300);
        }
        s_lost = 0;
        using var stop = new CancellationTokenSource();
        var collector = new Thread(() =>
        {
            while (!stop.IsCancellationRequested)
                Collect();
        });
        collector.Start();
        try
        {
            for (var i = 0; i < Rounds; i++)
                round();
        }
        finally
        {
            stop.Cancel();
            collector.Join();
        }
        return s_lost;
    }

    private static void Collect()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        lock (s_lock)
        {
            if (s_given is not { IsAlive: false })
                return;
            s_lost++;
            s_given = null;
        }
    }
}
