using System.Text.Json;
using Experiments.Data;
using Experiments.Experiment;
using Experiments.Native;

namespace Experiments.Benchmarks.Profiling;

/// <summary>Prints the time of each phase of an update, for a config: <c>profile CONFIG [--updates N] [--json]</c>.</summary>
internal static class ProfileCommand
{
    private const string Usage = "Usage: profile CONFIG [--updates N] [--json]";
    private const int WarmUp = 50;

    /// <summary>Returns the exit code: 0 for success, 2 for wrong arguments, 3 if the native library can't count operator calls.</summary>
    public static int Run(IReadOnlyList<string> arguments)
    {
        if (Read(arguments) is not { } given)
            return Fail(2, Usage);
        if (OperatorProfile.Of(TorchLibrary.Load()) is not { } operators)
            return Fail(3, "TorchSharp's own native library can't count operator calls. Set EXPERIMENTS_TORCH=libtorch.");
        Profile(operators, given.Config, given.Updates, given.Json);
        return 0;
    }

    private static void Profile(OperatorProfile operators, string config, int updates, bool json)
    {
        var warmUp = Math.Min(WarmUp, updates);
        var resolved = ConfigReader.Read(config, UpdateProfiler.Settings(warmUp, updates));
        using var prepared = Preparation.Of(resolved, DataRoots.Default(null));
        var parts = prepared.Build();
        using var model = parts.Model;
        var profile = UpdateProfiler.Take(operators, parts, warmUp, updates);
        if (json)
            Console.WriteLine(ToJson(profile));
        else
            ProfileTable.Print(resolved.Config.Name, profile);
    }

    // Returns the numbers per update, in the format that comparison/loops.py prints for PyTorch.
    private static string ToJson(UpdateProfile profile)
    {
        var aten = profile.Counts.Operators.Where(count => count.Name.StartsWith("aten::", StringComparison.Ordinal)).ToList();
        return JsonSerializer.Serialize(new Dictionary<string, double>
        {
            ["calls"] = profile.EachUpdate(aten.Sum(count => count.All)),
            ["computing"] = profile.EachUpdate(aten.Where(count => UpdateProfile.Computes(count.Name)).Sum(count => count.Leaves)),
            ["reads"] = profile.EachUpdate(profile.Counts.Waits.Where(wait => wait.IsRead).Sum(wait => wait.Count)),
            ["us"] = profile.EachUpdate(profile.TimeUncounted),
        });
    }

    private static (string Config, int Updates, bool Json)? Read(IReadOnlyList<string> arguments)
    {
        var (config, updates, json) = (default(string), 200, false);
        for (var i = 0; i < arguments.Count; i++)
        {
            if (arguments[i] == "--json")
                json = true;
            else if (arguments[i] == "--updates" && i + 1 < arguments.Count && int.TryParse(arguments[i + 1], out updates) && updates > 0)
                i++;
            else if (config is null && !arguments[i].StartsWith('-'))
                config = arguments[i];
            else
                return null;
        }

        return config is null ? null : (config, updates, json);
    }

    private static int Fail(int code, string message)
    {
        Console.Error.WriteLine(message);
        return code;
    }
}
