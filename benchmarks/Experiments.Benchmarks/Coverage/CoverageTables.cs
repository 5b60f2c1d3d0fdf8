using static System.FormattableString;

namespace Experiments.Benchmarks.Coverage;

/// <summary>Prints the coverage and the width of the bands of a grid as Markdown.</summary>
internal static class CoverageTables
{
    private const int Worst = 8;

    public static void Print(IReadOnlyList<NetworkCoverage> grid)
    {
        Print("family", [.. grid.GroupBy(network => network.Network.Family)
            .Select(family => (family.Key, family.Count(), family.SelectMany(network => network.Numbers).ToList()))], grid);
        Print("quantity", [.. grid.SelectMany(network => network.Numbers.Select(number => (network.Index, number)))
            .GroupBy(pair => pair.number.Quantity)
            .Select(group => (group.Key, group.DistinctBy(pair => pair.Index).Count(), group.Select(pair => pair.number).ToList()))], grid);

        Console.WriteLine("Worst networks. With exact bands, the coverage of one network in a hundred would be below the "
            + "floor.\n");
        Console.WriteLine("| network | family | inside | floor | config |\n| --- | --- | --- | --- | --- |");
        foreach (var one in grid.Where(network => network.Count > 0).OrderBy(network => network.Share - network.Floor).Take(Worst))
            Console.WriteLine(Invariant(
                $"| {one.Index} | {one.Network.Family} | {one.Share:0.0 %} | {one.Floor:0.0 %} | `{one.Network.Config}` |"));
        var below = grid.Count(network => network.Count > 0 && network.Share < network.Floor);
        Console.WriteLine($"\n{below} of {grid.Count} networks are below their floor.");
        PrintUnpredicted(grid);
    }

    private static void PrintUnpredicted(IReadOnlyList<NetworkCoverage> grid) =>
        Console.WriteLine(Invariant($"{grid.Sum(network => network.Unpredicted):#,##0} numbers have no prediction and count as outside."));

    private static void Print(string title, IReadOnlyList<(string Name, int Networks, List<Number> Numbers)> rows,
        IReadOnlyList<NetworkCoverage> grid)
    {
        Console.WriteLine($"\n| {title} | networks | numbers | inside | width, median | 90th percentile |");
        Console.WriteLine("| --- | --- | --- | --- | --- | --- |");
        foreach (var (name, networks, numbers) in rows.OrderBy(row => row.Name, StringComparer.Ordinal))
            Row(name, networks, numbers);
        Row("all", grid.Count, [.. grid.SelectMany(network => network.Numbers)]);
        Console.WriteLine();
    }

    private static void Row(string name, int networks, List<Number> numbers)
    {
        var widths = numbers.Select(number => number.Width).OfType<double>().Order().ToList();
        var count = numbers.Sum(number => number.Measured.Count);
        string At(double share) => widths.Count == 0 ? "" : Invariant($"{widths[(int)(share * (widths.Count - 1))]:0.00}");
        var inside = count == 0 ? "" : Invariant($"{numbers.Sum(number => number.Inside) / (double)count:0.0 %}");
        Console.WriteLine(Invariant($"| {name} | {networks} | {count:#,##0} | {inside} | {At(0.5)} | {At(0.9)} |"));
    }
}
