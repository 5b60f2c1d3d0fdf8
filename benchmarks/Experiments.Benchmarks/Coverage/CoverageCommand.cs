using System.Globalization;
using Experiments.Training;
using static System.FormattableString;

namespace Experiments.Benchmarks.Coverage;

/// <summary>
/// Coverage of the theory's bands on random networks: <c>coverage --seed S --networks N --seeds K [--only I] [--family F]</c>.
/// </summary>
internal static class CoverageCommand
{
    public static int Run(IReadOnlyList<string> arguments)
    {
        var given = new Dictionary<string, string>();
        for (var index = 0; index + 1 < arguments.Count; index += 2)
            given[arguments[index]] = arguments[index + 1];
        string[] known = ["--seed", "--networks", "--seeds", "--only", "--family"];
        if (arguments.Count % 2 > 0 || given.Keys.Except(known).Any())
        {
            Console.Error.WriteLine("coverage takes --seed S, --networks N, --seeds K, --only I and --family F, each with its value.");
            return 2;
        }

        int Of(string name, int otherwise) =>
            given.TryGetValue(name, out var text) ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;
        var (seed, seeds) = (Of("--seed", 1), Math.Max(2, Of("--seeds", 5)));
        var indices = given.ContainsKey("--only") ? [Of("--only", 0)] : Enumerable.Range(0, Of("--networks", 60));
        CpuThreads.Set(1);
        Console.WriteLine(Invariant($"Grid of seed {seed}, {seeds} seeds for each network.\n"));
        var grid = new List<NetworkCoverage>();
        foreach (var index in indices)
        {
            var network = RandomNetwork.Draw(seed, index);
            if (given.TryGetValue("--family", out var family) && network.Family != family)
                continue;
            grid.Add(new NetworkCoverage(index, network, NetworkNumbers.Of(network, seeds), seeds));
            Print(grid[^1]);
        }
        if (given.ContainsKey("--only"))
            grid.ForEach(PrintNumbers);
        else
            CoverageTables.Print(grid);
        return 0;
    }

    private static void Print(NetworkCoverage one) => Console.WriteLine(Invariant(
        $"{one.Index,4}  {one.Network.Family,-18}  {one.Inside,5} of {one.Count,5}  batch {string.Join('×', one.Network.Batch)}  "
            + $"{one.Network.Config}"));

    private static void PrintNumbers(NetworkCoverage one)
    {
        Console.WriteLine(Invariant($"\ninside {one.Share:0.0 %}, floor {one.Floor:0.0 %}"));
        Console.WriteLine($"\n| layer | quantity | inside | predicted | low | high | {Measured(one.Seeds)} |");
        Console.WriteLine($"| --- | --- | --- | --- | --- | --- | {string.Join(" | ", Enumerable.Repeat("---", one.Seeds))} |");
        foreach (var number in one.Numbers)
        {
            var first = number.Predicted[0];
            // Gradients are relative to each seed's own last one: they are shown in units of the prediction.
            var isRelative = number.Quantity == NetworkNumbers.Gradient;
            double Shown(double value, Predicted predicted) => isRelative ? value / predicted.Value : value;
            var measured = number.Measured.Zip(number.Predicted, Shown).Select(value => Invariant($"{value:G4}"));
            Console.WriteLine(Invariant(
                $"| {number.Layer} | {number.Quantity} | {number.Inside} | {first.Value:G4} | {Shown(first.Low, first):G4} | "
                    + $"{Shown(first.High, first):G4} | {string.Join(" | ", measured)} |"));
        }
    }

    private static string Measured(int seeds) => string.Join(" | ", Enumerable.Range(0, seeds).Select(seed => $"seed {seed}"));
}
