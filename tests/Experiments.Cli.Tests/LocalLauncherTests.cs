namespace Experiments.Cli.Tests;

[Trait("Category", "Slow")]
public sealed class LocalLauncherTests : LauncherConformance
{
    protected override string[] Choose => ["--launcher", "local", "--workers", "2"];

    protected override void Stop(Process sweep)
    {
        using var kill = Process.Start("kill", ["-INT", sweep.Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }
}
