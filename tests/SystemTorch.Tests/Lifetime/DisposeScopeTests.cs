using TorchSharp;

namespace SystemTorch.Tests.Lifetime;

/// <summary>What a dispose scope disposes, and what it lets live.</summary>
public sealed class DisposeScopeTests : IDisposable
{
    private readonly DisposeScope _outermost = torch.NewDisposeScope();

    public void Dispose() => _outermost.Dispose();

    [Fact]
    public void The_end_of_a_scope_disposes_what_was_made_in_it()
    {
        torch.Tensor a, b;
        using (torch.NewDisposeScope())
        {
            a = torch.ones(2);
            b = a + 1;
        }

        Assert.True(a.IsInvalid);
        Assert.True(b.IsInvalid);
    }

    [Fact]
    public void A_tensor_made_outside_survives_a_scope()
    {
        var a = torch.ones(2);
        using (torch.NewDisposeScope())
            _ = a + 1;

        Assert.False(a.IsInvalid);
    }

    [Fact]
    public void Moving_to_the_outer_scope_saves_a_tensor_until_that_one_ends()
    {
        torch.Tensor moved;
        using (torch.NewDisposeScope())
        {
            using (torch.NewDisposeScope())
                moved = torch.ones(2).MoveToOuterDisposeScope();
            Assert.False(moved.IsInvalid);
        }

        Assert.True(moved.IsInvalid);
    }

    [Fact]
    public void Moving_out_of_the_outermost_scope_detaches()
    {
        torch.Tensor? moved = null;
        OnAnotherThread(() =>
        {
            using (torch.NewDisposeScope())
                moved = torch.ones(2).MoveToOuterDisposeScope();
        });

        Assert.False(moved!.IsInvalid);
        moved.Dispose();
    }

    [Fact]
    public void A_detached_tensor_survives_every_scope()
    {
        torch.Tensor detached;
        using (torch.NewDisposeScope())
        using (torch.NewDisposeScope())
            detached = torch.ones(2).DetachFromDisposeScope();

        Assert.False(detached.IsInvalid);
        detached.Dispose();
    }

    [Fact]
    public void An_attached_tensor_ends_with_its_scope()
    {
        var a = torch.ones(2).DetachFromDisposeScope();
        using (var scope = torch.NewDisposeScope())
            scope.Attach(a);

        Assert.True(a.IsInvalid);
    }

    [Fact]
    public void Attaching_takes_a_tensor_from_the_scope_that_held_it()
    {
        using var first = torch.NewDisposeScope();
        var a = torch.ones(2);
        using var second = torch.NewDisposeScope();

        second.Attach(a);

        Assert.False(first.Contains(a));
        Assert.True(second.Contains(a));
    }

    [Fact]
    public void A_scope_can_hand_a_tensor_to_any_other()
    {
        using var target = torch.NewDisposeScope();
        torch.Tensor moved;
        using (torch.NewDisposeScope())
        using (var inner = torch.NewDisposeScope())
        {
            moved = torch.ones(2);
            inner.MoveToOther(target, moved);
        }

        Assert.False(moved.IsInvalid);
        Assert.True(target.Contains(moved));
    }

    [Fact]
    public void A_tensor_can_follow_another_into_its_scope()
    {
        var first = torch.ones(1);
        torch.Tensor second;
        using (torch.NewDisposeScope())
            second = torch.ones(2).MoveToOtherDisposeScope(first);

        Assert.False(second.IsInvalid);
        Assert.True(_outermost.Contains(second));
    }

    [Fact]
    public void A_scope_disposes_everything_but_what_is_kept()
    {
        using var scope = torch.NewDisposeScope();
        var kept = torch.ones(1);
        var other = torch.ones(2);

        scope.DisposeEverythingBut(kept);

        Assert.False(kept.IsInvalid);
        Assert.True(other.IsInvalid);
        Assert.Equal(1, scope.DisposablesCount);
    }

    [Fact]
    public void A_disposed_tensor_leaves_its_scope()
    {
        using var scope = torch.NewDisposeScope();
        var a = torch.ones(1);
        a.Dispose();

        Assert.Equal(0, scope.DisposablesCount);
        Assert.Empty(scope.DisposablesView);
    }

    [Fact]
    public void A_scope_that_ends_before_an_inner_one_is_taken_out_of_the_chain()
    {
        var outer = torch.NewDisposeScope();
        var inner = torch.NewDisposeScope();
        outer.Dispose();
        Assert.Same(inner, torch.CurrentDisposeScope);

        inner.Dispose();

        Assert.Same(_outermost, torch.CurrentDisposeScope);
    }

    [Fact]
    public void A_scope_that_has_ended_refuses_to_be_used()
    {
        var scope = torch.NewDisposeScope();
        scope.Dispose();
        scope.Dispose();

        Assert.Throws<ObjectDisposedException>(() => scope.DisposablesCount);
        Assert.Throws<ObjectDisposedException>(() => scope.Attach(torch.ones(1)));
        Assert.Throws<ObjectDisposedException>(scope.DisposeEverything);
    }

    [Fact]
    public void A_scope_holds_tensors_only()
    {
        using var scope = torch.NewDisposeScope();

        Assert.Throws<InvalidOperationException>(() => scope.Attach(new MemoryStream()));
    }

    [Fact]
    public void A_wrapped_expression_keeps_its_result_alone()
    {
        var inner = torch.ones(1);
        var result = torch.WrappedTensorDisposeScope(() =>
        {
            inner = torch.ones(3) * 2;
            return inner + 1;
        });

        Assert.True(inner.IsInvalid);
        Assert.Equal([3f, 3f, 3f], result.data<float>().ToArray());
    }

    [Fact]
    public void Each_thread_has_its_own_scopes()
    {
        torch.Tensor? elsewhere = null;
        DisposeScope? seen = _outermost;
        OnAnotherThread(() =>
        {
            seen = torch.CurrentDisposeScope;
            elsewhere = torch.ones(1);
        });

        Assert.Null(seen);
        Assert.False(_outermost.Contains(elsewhere!));
        elsewhere!.Dispose();
    }

    [Fact]
    public void The_statistics_of_a_thread_count_each_tensors_life()
    {
        var statistics = DisposeScopeManager.Statistics.TensorStatistics;
        statistics.Reset();

        using (torch.NewDisposeScope())
        {
            torch.ones(1).Dispose();
            torch.ones(1).DetachFromDisposeScope().Dispose();
            _ = torch.ones(1);
        }

        Assert.Equal(3, statistics.CreatedInScopeCount);
        Assert.Equal(2, statistics.DisposedInScopeCount);
        Assert.Equal(1, statistics.DisposedOutsideScopeCount);
        Assert.Equal(1, statistics.DetachedFromScopeCount);
        Assert.Equal(0, statistics.ThreadTotalLiveCount);
        Assert.Contains("DetachedFromScopeCount: 1", statistics.ToString(), StringComparison.Ordinal);
    }

    private static void OnAnotherThread(Action action)
    {
        var thread = new Thread(() => action());
        thread.Start();
        thread.Join();
    }
}
