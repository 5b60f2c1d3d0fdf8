namespace Experiments.Tests.Native;

/// <summary>Compares counts of operator calls with counts by hand.</summary>
public sealed class OperatorProfileTests : IDisposable
{
    private const int Forward = 3;
    private const int Backward = 5;
    private const int AfterBackward = 6;

    private readonly DisposeScope _scope = NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    [SkippableFact]
    public void A_forward_pass_of_two_layers_calls_what_a_count_by_hand_says()
    {
        var (x, first, second) = (randn(5, 4), randn(3, 4), randn(2, 3));
        var counts = Take(() =>
        {
            using var noGradients = no_grad();
            functional.linear(functional.relu(functional.linear(x, first, zeros(3))), second, zeros(2));
        });
        // A layer computes b + x·Wᵀ with the operators t and addmm. Two calls of zeros create the biases.
        Assert.Equal(new Dictionary<string, long> { ["aten::t"] = 2, ["aten::addmm"] = 2, ["aten::relu"] = 1, ["aten::zeros"] = 2 },
            counts.Operators.Where(count => count.Outermost > 0).ToDictionary(count => count.Name, count => count.Outermost));
        var product = Assert.Single(counts.Operators, count => count.Name == "aten::addmm");
        Assert.Equal(2, product.All);
        Assert.All(counts.Operators, count => Assert.Equal(Forward, count.Phase));
        Assert.Empty(counts.Waits);
    }

    [SkippableFact]
    public void Backward_and_what_follows_are_phases_of_their_own()
    {
        var weight = randn(4).requires_grad_();
        var counts = Take(() =>
        {
            using var loss = (weight * randn(4)).sum();
            loss.backward();
            using var norm = weight.grad!.norm();
        });
        Assert.Equal(["AccumulateGrad", "MulBackward0", "SumBackward0"], counts.Operators
            .Where(count => count.Phase == Backward && count.Outermost > 0)
            .Select(count => Assert.IsType<string>(count.Name.Split(' ', ':')[^1])).Order(StringComparer.Ordinal));
        Assert.Contains(counts.Operators, count => count is { Phase: AfterBackward, Name: "aten::norm", Outermost: 1 });
        Assert.DoesNotContain(counts.Operators, count => count is { Phase: Backward, Name: "aten::norm" });
    }

    [SkippableFact]
    public void Each_read_of_a_number_is_counted()
    {
        var counts = Take(() =>
        {
            ones(1).item<float>();
            ones(1).item<float>();
        });
        Assert.Equal(new WaitCount(Forward, "read of a number", 2), Assert.Single(counts.Waits));
    }

    [SkippableFact]
    public void A_phase_lasts_until_the_next_begins()
    {
        var profile = Profile();
        profile.Start();
        profile.Enter(2);
        Thread.Sleep(30);
        profile.Enter(Forward);
        var counts = profile.Stop();
        Assert.InRange(counts.PhaseTimes[2], TimeSpan.FromMilliseconds(25), TimeSpan.FromMinutes(1));
        Assert.True(counts.PhaseTimes[Forward] < counts.PhaseTimes[2]);
    }

    [SkippableFact]
    public void An_outer_call_takes_the_time_of_its_inner_ones_and_its_own()
    {
        var (x, weight) = (randn(64, 64), randn(64, 64));
        var operators = Take(() => functional.linear(x, weight)).Operators;
        Assert.Contains(operators, count => count.Outermost == 0);
        Assert.Equal(operators.Where(count => count.Outermost > 0).Sum(count => count.Time.TotalMicroseconds),
            operators.Sum(count => count.SelfTime.TotalMicroseconds), tolerance: 5);
    }

    [SkippableFact]
    public void A_second_profile_at_the_same_time_is_refused()
    {
        var profile = Profile();
        profile.Start();
        Assert.Throws<InvalidOperationException>(profile.Start);
        profile.Stop();
        Assert.Throws<InvalidOperationException>(() => profile.Stop());
    }

    [Fact]
    public void Only_this_projects_library_can_count() =>
        Assert.Equal(TorchLibrary.Load().Choice.Kind == TorchLibraryKind.Libtorch, OperatorProfile.Of(TorchLibrary.Load()) is not null);

    private static OperatorCounts Take(Action work)
    {
        var profile = Profile();
        profile.Start();
        profile.Enter(Forward);
        work();
        return profile.Stop();
    }

    private static OperatorProfile Profile()
    {
        var profile = OperatorProfile.Of(TorchLibrary.Load());
        Skip.If(profile is null, "TorchSharp's own library can't count operator calls.");
        return profile!;
    }
}
