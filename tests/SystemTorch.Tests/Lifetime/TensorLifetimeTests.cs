using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using SystemTorch.Tests.Interop;
using TorchSharp;

namespace SystemTorch.Tests.Lifetime;

/// <summary>Native handles: each is released once, by Dispose, by a scope or by the finaliser.</summary>
public sealed class TensorLifetimeTests
{
    private const int Steps = 10_000;

    [Fact]
    public void A_disposed_tensor_refuses_to_be_used()
    {
        var a = torch.ones(2);
        a.Dispose();
        a.Dispose();

        Assert.True(a.IsInvalid);
        Assert.Throws<InvalidOperationException>(() => a.Handle);
        Assert.Throws<InvalidOperationException>(() => a.shape);
        Assert.Throws<InvalidOperationException>(() => a.add(1));
        using var b = torch.ones(2);
        Assert.Throws<InvalidOperationException>(() => b.add(a));
    }

    [Fact]
    public void An_alias_lives_on_when_the_original_is_disposed()
    {
        var a = torch.ones(2);
        using var alias = a.alias();
        a.Dispose();

        Assert.Equal([1f, 1f], alias.data<float>().ToArray());
    }

    [Fact]
    public void A_handle_that_is_given_up_can_be_taken_over()
    {
        var a = torch.ones(2);
        var handle = a.DecoupleFromNativeHandle();
        Assert.True(a.IsInvalid);

        using var b = torch.Tensor.UnsafeCreateTensor(handle);

        Assert.Equal(2, b.sum().ToDouble());
    }

    [Fact]
    public void The_total_count_follows_tensors_made_and_disposed()
    {
        Shim.Collect();
        var before = torch.Tensor.TotalCount;
        using (torch.NewDisposeScope())
        {
            _ = torch.ones(1) + torch.ones(1);
            Assert.Equal(before + 3, torch.Tensor.TotalCount);
        }

        Assert.Equal(before, torch.Tensor.TotalCount);
        Assert.True(torch.Tensor.PeakCount >= before + 3);
    }

    [SkippableFact]
    public void Training_steps_leave_no_handle_and_no_memory_behind()
    {
        Shim.Require();
        using var w = torch.randn([16, 8], requires_grad: true);
        using var x = torch.randn(32, 16);
        for (var i = 0; i < 500; i++)
            Step(w, x);
        Shim.Collect();
        var (handles, memory) = (Shim.LiveHandles, Environment.WorkingSet);

        for (var i = 0; i < Steps; i++)
            Step(w, x);

        Assert.Equal(handles, Shim.LiveHandles);
        Shim.Collect();
        Assert.InRange(Environment.WorkingSet - memory, long.MinValue, 24L << 20);
    }

    [SkippableFact]
    public void Errors_leave_no_handle_behind()
    {
        Shim.Require();
        using var a = torch.ones(2, 3);
        using var b = torch.ones(2, 3);
        Shim.Collect();
        var handles = Shim.LiveHandles;

        for (var i = 0; i < 1000; i++)
            Assert.Throws<ExternalException>(() => a.mm(b));

        Assert.Equal(handles, Shim.LiveHandles);
    }

    [SkippableFact]
    public void The_finaliser_releases_what_nobody_disposed()
    {
        Shim.Require();
        Shim.Collect();
        var handles = Shim.LiveHandles;
        Abandon();
        Assert.Equal(handles + 100, Shim.LiveHandles);

        Shim.Collect();

        Assert.Equal(handles, Shim.LiveHandles);
    }

    [SkippableFact]
    public void Lists_and_tuples_of_results_are_released_one_by_one()
    {
        Shim.Require();
        using var a = torch.randn(6, 4);
        Shim.Collect();
        var handles = Shim.LiveHandles;
        for (var i = 0; i < 1000; i++)
        {
            using var scope = torch.NewDisposeScope();
            _ = a.split(2);
            _ = a.sort();
            _ = a.unique();
            _ = torch.linalg.svd(a);
        }

        Assert.Equal(handles, Shim.LiveHandles);
    }

    [SkippableFact]
    public void Tensors_made_and_disposed_on_many_threads_are_all_released()
    {
        Shim.Require();
        Shim.Collect();
        var handles = Shim.LiveHandles;
        var threads = Enumerable.Range(0, 4).Select(thread => new Thread(() =>
        {
            for (var i = 0; i < 2000; i++)
            {
                using var scope = torch.NewDisposeScope();
                _ = torch.ones(8).add(1).sum();
            }
        })).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());

        Assert.Equal(handles, Shim.LiveHandles);
    }

    private static void Step(torch.Tensor w, torch.Tensor x)
    {
        using var scope = torch.NewDisposeScope();
        var loss = x.matmul(w).relu().pow(2).mean();
        loss.backward();
        var gradient = w.grad!;
        using (torch.no_grad())
            w.sub_(gradient * 1e-3);
        gradient.zero_();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Abandon()
    {
        for (var i = 0; i < 100; i++)
            torch.ones(1).DetachFromDisposeScope();
    }
}
