using Experiments.Benchmarks.Profiling;
using Experiments.Data;
using Experiments.Tests.Runs;
using Experiments.Training;

namespace Experiments.Tests.Training.Profiling;

/// <summary>Tests the profile that the benchmarks print, with real updates of the trainer.</summary>
public sealed class UpdateProfilerTests : IDisposable
{
    private const int Updates = 7;

    private readonly RunFixture _runs = new();

    public void Dispose() => _runs.Dispose();

    // In a 64-16-10 network with momentum and without weight decay, one flat tensor contains all parameters.
    [SkippableFact]
    public void An_update_of_a_small_network_calls_the_operators_counted_by_hand()
    {
        var profile = Take("optimizer={\"kind\":\"sgd\",\"lr\":0.1,\"momentum\":0.9}");
        Assert.Single(Outermost(profile, UpdatePhase.Zero));
        Assert.Equal(Updates, profile.Counts.Operators.Single(count => count is { Phase: (int)UpdatePhase.Zero, Name: "aten::zero_" }).All);
        // A layer computes b + x·Wᵀ with the operators t and addmm. The images are flattened before the first layer.
        var forward = Outermost(profile, UpdatePhase.Forward);
        Assert.Superset(new HashSet<string> { "aten::addmm 2", "aten::relu 1", "aten::t 2" }, forward.ToHashSet());
        Assert.Equal(4, forward.Count);
        // The step is b ← 0.9 b + g; θ ← θ − 0.1 b.
        Assert.Equal(["aten::add_ 2", "aten::mul_ 1"], Outermost(profile, UpdatePhase.Step));
        Assert.Empty(Outermost(profile, UpdatePhase.Clip));
        Assert.Empty(Outermost(profile, UpdatePhase.Average));
        // Each update reads two numbers: the loss and the norm.
        Assert.Equal(2 * Updates, profile.Counts.Waits.Where(wait => wait.IsRead).Sum(wait => wait.Count));
        Assert.DoesNotContain(profile.Counts.Waits, wait => wait.IsDeviceWait);
    }

    [SkippableFact]
    public void Clipping_and_averaging_are_separate_phases()
    {
        var profile = Take("training.clip_grad_norm=1e-6", "training.ema={\"decay\":0.9}");
        Assert.NotEmpty(Outermost(profile, UpdatePhase.Clip));
        Assert.NotEmpty(Outermost(profile, UpdatePhase.Average));
    }

    [SkippableFact]
    public void The_phases_add_up_to_the_time_of_the_updates()
    {
        var profile = Take();
        Assert.Equal(profile.Time.TotalMilliseconds, profile.Counts.PhaseTimes.Values.Sum(time => time.TotalMilliseconds),
            tolerance: 0.2 * profile.Time.TotalMilliseconds + 1);
        Assert.All(Enum.GetValues<UpdatePhase>().Except([UpdatePhase.Clip, UpdatePhase.Average]),
            phase => Assert.True(profile.Counts.PhaseTimes[(int)phase] > TimeSpan.Zero, $"{phase} took no time"));
    }

    [Theory]
    [InlineData("aten::addmm", true)]
    [InlineData("aten::transpose", false)]
    [InlineData("autograd::engine::evaluate_function: AddmmBackward0", false)]
    public void Views_and_autograds_steps_do_not_compute(string name, bool computes) =>
        Assert.Equal(computes, UpdateProfile.Computes(name));

    // Returns the operators that no other operator calls, each with its number of calls per update.
    private static List<string> Outermost(UpdateProfile profile, UpdatePhase phase) =>
        [.. profile.Counts.Operators.Where(count => count.Phase == (int)phase && count.Outermost > 0)
            .Select(count => FormattableString.Invariant($"{count.Name} {profile.EachUpdate(count.Outermost)}"))
            .Order(StringComparer.Ordinal)];

    private UpdateProfile Take(params string[] settings)
    {
        var operators = OperatorProfile.Of(TorchLibrary.Load());
        Skip.If(operators is null, "TorchSharp's own library can't count operator calls.");
        var path = Path.Combine(_runs.Root, "profiled.json");
        File.WriteAllText(path, RunFixture.DigitsMlp);
        var resolved = ConfigReader.Read(path, [.. UpdateProfiler.Settings(warmUp: 2, Updates), .. settings]);
        using var prepared = Preparation.Of(resolved, DataRoots.Default(null));
        var parts = prepared.Build();
        using var model = parts.Model;
        return UpdateProfiler.Take(operators!, parts, warmUp: 2, Updates);
    }
}
