namespace Experiments.Cli.Tests;

/// <summary>OpenMP's own library prints the settings that it has read when it is loaded.</summary>
public sealed class WaitingThreadTests
{
    private const string SpinCount = "GOMP_SPINCOUNT";

    [SkippableFact]
    public void Idle_threads_of_the_systems_libtorch_sleep_soon() => Assert.Equal("4000", CountThatOpenMpRead([]));

    [SkippableTheory]
    [InlineData("GOMP_SPINCOUNT", "7", "7")]
    [InlineData("OMP_WAIT_POLICY", "passive", "0")]
    [InlineData("OMP_WAIT_POLICY", "active", "30000000000")]
    public void A_users_choice_for_idle_threads_stays(string name, string value, string count) =>
        Assert.Equal(count, CountThatOpenMpRead(new() { [name] = value }));

    private static string CountThatOpenMpRead(Dictionary<string, string> environment)
    {
        var choice = TorchLibrary.Load().Choice;
        Skip.IfNot(choice is { Kind: TorchLibraryKind.Libtorch, Libtorch: null }, "Only the system's libtorch has two kinds of threads.");
        foreach (var name in new[] { SpinCount, "OMP_WAIT_POLICY", "OPENBLAS_THREAD_TIMEOUT" })
            Skip.If(Environment.GetEnvironmentVariable(name) is { Length: > 0 }, $"{name} is set.");
        environment["OMP_DISPLAY_ENV"] = "verbose";
        var line = Cli.RunProcess(["doctor"], environment).Error.Split('\n')
            .FirstOrDefault(text => text.Contains($"{SpinCount} = ", StringComparison.Ordinal));
        Skip.If(line is null, "This OpenMP is not GNU's.");
        return line!.Split('\'')[1];
    }
}
