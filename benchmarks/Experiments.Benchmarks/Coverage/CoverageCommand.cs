using System.Globalization;
using Experiments.Errors;
using Experiments.Training;
using static System.FormattableString;

namespace Experiments.Benchmarks.Coverage;

/// <summary>
/// Measures the coverage of the theory's bands on random networks: <c>coverage --seed S --networks N --seeds K [--first I] [--only I]
/// [--family F] [--numbers FILE]</c>, or on the network of a config: <c>coverage --config FILE [--set KEY=VALUE]…
/// [--batch 48x1x8x8] [--seeds K]</c>.
/// </summary>
internal static class CoverageCommand
{
    private static readonly string[] s_known = [
        "--seed", "--networks", "--seeds", "--first", "--only", "--family", "--numbers", "--config", "--set", "--batch",
    ];

    public static int Run(IReadOnlyList<string> arguments)
    {
        var pairs = arguments.Chunk(2).ToList();
        if (pairs.Exists(pair => pair.Length < 2 || !s_known.Contains(pair[0])))
            throw new InputException($"coverage takes {string.Join(", ", s_known)}, each with a value.");

        string? Text(string name) => pairs.LastOrDefault(pair => pair[0] == name)?[1];
        int Of(string name, int otherwise, int least) => Text(name) is { } text ? Whole(name, text, least) : otherwise;
        var (seed, seeds) = (Of("--seed", 1, int.MinValue), Of("--seeds", 5, 2));
        var (networks, first, only) = (Of("--networks", 60, 1), Of("--first", 0, 0), Of("--only", 0, 0));
        var family = Text("--family");
        if (family is not null && !RandomNetwork.FamilyNames.Contains(family))
            throw new InputException(
                $"--family is '{family}'; use one of {string.Join(", ", RandomNetwork.FamilyNames.Select(name => $"'{name}'"))}.");
        CpuThreads.Set(1);
        if (Text("--config") is { } file)
        {
            Show(0, RandomNetwork.OfConfig(file, [.. pairs.Where(pair => pair[0] == "--set").Select(pair => pair[1])],
                Text("--batch"), seed),
                seeds);
            return 0;
        }

        Console.WriteLine(Invariant($"Grid of seed {seed}, {seeds} seeds per network.\n"));
        if (Text("--only") is not null)
        {
            Show(only, RandomNetwork.Draw(seed, only), seeds);
            return 0;
        }
        var grid = new List<NetworkCoverage>();
        using var numbers = Text("--numbers") is { } path ? NumbersFile.Create(path) : null;
        foreach (var index in Enumerable.Range(first, networks))
        {
            var network = RandomNetwork.Draw(seed, index);
            if (family is not null && network.Family != family)
                continue;
            grid.Add(new NetworkCoverage(index, network, NetworkNumbers.Of(network, seeds), seeds));
            Print(grid[^1]);
            numbers?.Write(grid[^1]);
        }
        if (grid.Count == 0)
            throw new InputException(
                $"None of the networks {first} to {first + networks - 1} of seed {seed} is of the family '{family}'; "
                    + "set a larger --networks.");
        CoverageTables.Print(grid);
        return 0;
    }

    private static int Whole(string name, string text, int least) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) && value >= least
            ? value
            : throw new InputException(
                $"{name} is '{text}'; use a whole number{(least > int.MinValue ? $", {least} or more" : "")}.");

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
        Console.WriteLine(Invariant($"\ninside {one.Share:0.0 %}, floor {one.Floor:0.0 %}, without a prediction {one.Unpredicted}"));
        Console.WriteLine($"\n| layer | quantity | inside | predicted | low | high | {Measured(one.Seeds)} |");
        Console.WriteLine($"| --- | --- | --- | --- | --- | --- | {string.Join(" | ", Enumerable.Repeat("---", one.Seeds))} |");
        foreach (var number in one.Numbers)
        {
            var first = number.Predicted[0];
            // Gradients are shown in units of the prediction, because they are relative to the gradient of the last layer, which differs
            // between seeds.
            var isRelative = number.Quantity == NetworkNumbers.Gradient;
            double Shown(double value, Predicted? predicted) => isRelative && predicted is not null ? value / predicted.Value : value;
            var measured = number.Measured.Zip(number.Predicted, Shown).Select(value => Invariant($"{value:G4}"));
            var predicted = first is null
                ? "none | | "
                : Invariant($"{first.Value:G4} | {Shown(first.Low, first):G4} | {Shown(first.High, first):G4}");
            Console.WriteLine($"| {number.Layer} | {number.Quantity} | {number.Inside} | {predicted} | {string.Join(" | ", measured)} |");
        }
    }

    private static string Measured(int seeds) => string.Join(" | ", Enumerable.Range(0, seeds).Select(seed => $"seed {seed}"));
}
