using System.Globalization;
using Experiments.Training;
using static System.FormattableString;

namespace Experiments.Benchmarks.Coverage;

/// <summary>
/// Coverage of the theory's bands on random networks: <c>coverage --seed S --networks N --seeds K [--only I] [--family F]</c>, or on the
/// network of a config: <c>coverage --config FILE [--set KEY=VALUE]… [--batch 48x1x8x8] [--seeds K]</c>.
/// </summary>
internal static class CoverageCommand
{
    private static readonly string[] s_known = ["--seed", "--networks", "--seeds", "--only", "--family", "--config", "--set", "--batch"];

    public static int Run(IReadOnlyList<string> arguments)
    {
        var pairs = arguments.Chunk(2).ToList();
        if (pairs.Exists(pair => pair.Length < 2 || !s_known.Contains(pair[0])))
        {
            Console.Error.WriteLine($"coverage takes {string.Join(", ", s_known)}, each with its value.");
            return 2;
        }

        string? Text(string name) => pairs.LastOrDefault(pair => pair[0] == name)?[1];
        int Of(string name, int otherwise) => Text(name) is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;
        var (seed, seeds) = (Of("--seed", 1), Math.Max(2, Of("--seeds", 5)));
        CpuThreads.Set(1);
        if (Text("--config") is { } file)
        {
            Show(0, RandomNetwork.OfConfig(file, [.. pairs.Where(pair => pair[0] == "--set").Select(pair => pair[1])],
                Text("--batch"), seed),
                seeds);
            return 0;
        }

        Console.WriteLine(Invariant($"Grid of seed {seed}, {seeds} seeds for each network.\n"));
        if (Text("--only") is not null)
        {
            Show(Of("--only", 0), RandomNetwork.Draw(seed, Of("--only", 0)), seeds);
            return 0;
        }
        var grid = new List<NetworkCoverage>();
        foreach (var index in Enumerable.Range(0, Of("--networks", 60)))
        {
            var network = RandomNetwork.Draw(seed, index);
            if (Text("--family") is { } family && network.Family != family)
                continue;
            grid.Add(new NetworkCoverage(index, network, NetworkNumbers.Of(network, seeds), seeds));
            Print(grid[^1]);
        }
        CoverageTables.Print(grid);
        return 0;
    }

    private static void Show(int index, RandomNetwork network, int seeds)
    {
        var one = new NetworkCoverage(index, network, NetworkNumbers.Of(network, seeds), seeds);
        Print(one);
        PrintNumbers(one);
    }

    private static void Print(NetworkCoverage one)
    {
        var counts = Invariant($"{one.Index,4}  {one.Network.Family,-18}  {one.Inside,5} of {one.Count,5}");
        Console.WriteLine($"{counts}  batch {string.Join('x', one.Network.Batch)}  {one.Network.Config}");
    }

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
            var (low, high) = (Shown(first.Low, first), Shown(first.High, first));
            var predicted = Invariant($"{first.Value:G4} | {low:G4} | {high:G4}");
            Console.WriteLine($"| {number.Layer} | {number.Quantity} | {number.Inside} | {predicted} | {string.Join(" | ", measured)} |");
        }
    }

    private static string Measured(int seeds) => string.Join(" | ", Enumerable.Range(0, seeds).Select(seed => $"seed {seed}"));
}
