using System.Diagnostics;
using System.Globalization;

namespace Experiments.Cli.Tests;

/// <summary>Worker processes on this machine.</summary>
public sealed class LocalLauncherTests : LauncherConformance
{
    protected override string[] Choose => ["--launcher", "local", "--workers", "2"];

    protected override void Stop(Process sweep)
    {
        using var kill = Process.Start("kill", ["-INT", sweep.Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }
}
