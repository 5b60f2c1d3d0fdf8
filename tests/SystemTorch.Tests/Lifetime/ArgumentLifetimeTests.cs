using System.Runtime.CompilerServices;
using SystemTorch.Tests.Interop;
using SystemTorch.Tests.Oracle;
using TorchSharp;

namespace SystemTorch.Tests.Lifetime;

/// <summary>
/// What an operator is given lives until it has returned, however little the caller still needs it: a collection on another thread, in the
/// middle of the native call, must not find it dead.
/// </summary>
/// <remarks>
/// One collection a round, some milliseconds into a call that takes longer, and a round counts only where the call had not returned when the
/// collection had ended. A collector that never rests would stop the caller, on a loaded machine, right after the call's return again and again,
/// where the argument may rightly be dead.
/// </remarks>
public sealed class ArgumentLifetimeTests : IDisposable
{
    private const int Rounds = 12;
    private const int MostRounds = 100;
    private static readonly TimeSpan s_intoTheCall = TimeSpan.FromMilliseconds(2);

    private readonly AutoResetEvent _calling = new(false);
    private readonly AutoResetEvent _collected = new(false);
    private WeakReference? _given;
    private volatile bool _returned;

    public void Dispose()
    {
        _calling.Dispose();
        _collected.Dispose();
    }

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

        // An instant lies between the end of the call's hold and the end of the watch: one round in twelve may meet it, most would without the hold, as below.
        Assert.InRange(Lost(size => Call(kind, size), small: 8, large: 1000), 0, 1);
    }

    [SkippableFact]
    [Trait("Category", "Slow")]
    public void A_tensor_of_which_only_the_handle_is_kept_is_found_dead()
    {
        Shim.Require();

        Assert.InRange(Lost(Forget, small: 0, large: 60), (Rounds / 2) + 1, Rounds);
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private void Call(string kind, int size)
    {
        using var other = torch.ones(size, size);
        torch.Tensor? result = null;
        switch (kind)
        {
            case "itself":
                result = Watched(torch.ones(size, size)).matmul(other);
                break;
            case "an argument":
                result = other.matmul(Watched(torch.ones(size, size)));
                break;
            case "a list":
                using (var more = torch.ones(size * size * 10))
                    result = torch.cat([more, Watched(torch.ones(size * size)), more], 0);
                break;
            case "a generator":
                using (var target = torch.empty(size * size * 4))
                    target.normal_(0, 1, generator: Watched(new torch.Generator(3)));
                break;
            case "in place":
                using (var ones = torch.ones(size, size))
                    ones.addmm_(other, Watched(torch.ones(size, size)));
                break;
            default:
                Watched(torch.ones(size, size).requires_grad_().matmul(other).sum()).backward();
                break;
        }
        _returned = true;
        result?.Dispose();
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private void Forget(int milliseconds)
    {
        var handle = Watched(torch.ones(2)).Handle;
        Thread.Sleep(milliseconds);
        _returned = true;
        Assert.NotEqual(0, handle);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private T Watched<T>(T given) where T : class
    {
        _given = new WeakReference(given);
        _returned = false;
        _calling.Set();
        return given;
    }

    // In how many of the rounds that count the collection finds it dead during the call.
    private int Lost(Action<int> call, int small, int large)
    {
        // The optimising compiler reaches its last tier before anything is collected.
        for (var tier = 0; tier < 3; tier++)
        {
            for (var i = 0; i < 60; i++)
                call(small);
            Thread.Sleep(300);
        }
        _calling.Reset();

        var (lost, counted, left) = (0, 0, MostRounds);
        using var stop = new CancellationTokenSource();
        var collector = new Thread(() =>
        {
            while (WaitHandle.WaitAny([_calling, stop.Token.WaitHandle]) == 0)
            {
                Thread.Sleep(s_intoTheCall);
                GC.Collect();
                GC.WaitForPendingFinalizers();
                var dead = _given is { IsAlive: false };
                if (!_returned)
                {
                    counted++;
                    lost += dead ? 1 : 0;
                }
                _collected.Set();
            }
        });
        collector.Start();
        try
        {
            while (counted < Rounds && left-- > 0)
            {
                call(large);
                _collected.WaitOne();
            }
        }
        finally
        {
            stop.Cancel();
            collector.Join();
        }
        Skip.If(counted < Rounds, $"only {counted} of {MostRounds} calls lasted longer than their collection: the machine is too busy to tell");
        return lost;
    }
}
