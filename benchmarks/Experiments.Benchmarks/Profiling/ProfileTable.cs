using Experiments.Native;
using Experiments.Training;

namespace Experiments.Benchmarks.Profiling;

/// <summary>Prints a profile as tables in Markdown.</summary>
internal static class ProfileTable
{
    private const int MostOperators = 15;

    public static void Print(string config, UpdateProfile profile)
    {
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{config}, {profile.Updates} updates: {profile.EachUpdate(profile.TimeUncounted):#,##0} µs per update, "
            + $"{profile.EachUpdate(profile.Time):#,##0} µs while calls are counted. All numbers are per update.\n"));
        PrintPhases(profile);
        PrintOperators(profile);
    }

    private static void PrintPhases(UpdateProfile profile)
    {
        Console.WriteLine("| phase | outermost calls | all calls | computing calls | reads by the host | device waits | µs | share |\n"
            + "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
        var operators = profile.Counts.Operators;
        foreach (var phase in Enum.GetValues<UpdatePhase>().Append((UpdatePhase)(-1)))
        {
            var isTotal = (int)phase == -1;
            var own = operators.Where(count => isTotal || count.Phase == (int)phase).ToList();
            var waits = profile.Counts.Waits.Where(wait => isTotal || wait.Phase == (int)phase).ToList();
            var time = isTotal
                ? TimeSpan.FromTicks(profile.Counts.PhaseTimes.Values.Sum(part => part.Ticks))
                : profile.Counts.PhaseTimes[(int)phase];
            if (own.Count == 0 && phase != UpdatePhase.Other)
                continue;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"| {(isTotal ? "total" : phase.ToString().ToLowerInvariant())} | {Count(profile, own.Sum(count => count.Outermost))} "
                + $"| {Count(profile, own.Sum(count => count.All))} | {Count(profile, own.Sum(Computing))} "
                + $"| {Count(profile, Sum(waits, wait => wait.IsRead))} "
                + $"| {Count(profile, Sum(waits, wait => wait.IsDeviceWait))} "
                + $"| {profile.EachUpdate(time):#,##0} | {time / profile.Time:0 %} |"));
        }
    }

    private static void PrintOperators(UpdateProfile profile)
    {
        Console.WriteLine("\n| operator | calls | µs, without inner calls | share |\n| --- | ---: | ---: | ---: |");
        var byName = profile.Counts.Operators.GroupBy(count => count.Name)
            .Select(group => (Name: group.Key, All: group.Sum(count => count.All), Ticks: group.Sum(count => count.SelfTime.Ticks)))
            .OrderByDescending(row => row.Ticks).Take(MostOperators);
        foreach (var (name, all, ticks) in byName)
        {
            var time = TimeSpan.FromTicks(ticks);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"| {name} | {Count(profile, all)} | {profile.EachUpdate(time):#,##0.0} | {time / profile.Time:0.0 %} |"));
        }
    }

    private static long Sum(IEnumerable<WaitCount> waits, Func<WaitCount, bool> which) => waits.Where(which).Sum(wait => wait.Count);

    private static long Computing(OperatorCount count) => UpdateProfile.Computes(count.Name) ? count.Leaves : 0;

    private static string Count(UpdateProfile profile, long count) =>
        profile.EachUpdate(count).ToString("#,##0.##", CultureInfo.InvariantCulture);
}
