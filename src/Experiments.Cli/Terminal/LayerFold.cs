namespace Experiments.Cli.Terminal;

/// <summary>A line of the layer table: a parameter, or the heading of several equal layers that the table shows once.</summary>
/// <param name="Text">The parameter's name, or <c>features.2 … 56, 28 times</c>.</param>
/// <param name="Parameter">The parameter; null for a heading.</param>
/// <param name="IsFirst">Whether the line shows the layer's first parameter. The line of the first parameter also shows the layer's
/// properties.</param>
public sealed record LayerLine(string Text, ParameterPlan? Parameter, bool IsFirst);

/// <summary>Shows equal layers, or equal blocks of layers, only once if their names differ only in a counter.</summary>
public static class LayerFold
{
    private const string Indent = "  ";

    // Largest number of layers in a block. A Fixup block has seven layers.
    private const int LongestBlock = 24;

    // Smallest number of lines that folding must save. A heading needs a line, so with fewer saved lines the table would hardly be shorter.
    private const int FewestSaved = 3;

    /// <summary>Returns one line per parameter.</summary>
    public static IReadOnlyList<LayerLine> Whole(InitPlan plan) => [.. Layers(plan).SelectMany(layer => layer.Lines(""))];

    /// <summary>Returns the lines of a table that shows equal layers once.</summary>
    public static IReadOnlyList<LayerLine> Folded(InitPlan plan)
    {
        var layers = Layers(plan);
        var lines = new List<LayerLine>();
        for (var at = 0; at < layers.Count;)
        {
            if (Repetition.At(layers, at) is not { } found)
            {
                lines.AddRange(layers[at++].Lines(""));
                continue;
            }

            var block = layers.GetRange(at, found.Period);
            lines.Add(new LayerLine(found.Title(block), null, false));
            lines.AddRange(block.SelectMany(layer => layer.Lines(Indent, found.Kept(block))));
            at += found.Period * found.Times;
        }

        return lines;
    }

    private static List<LayerRows> Layers(InitPlan plan) => [.. plan.Parameters.GroupBy(parameter => parameter.Layer.Name)
        .Select(layer => new LayerRows(layer.Key, [.. layer]))];

    private sealed record LayerRows(string Name, IReadOnlyList<ParameterPlan> Parameters)
    {
        public string[] Path { get; } = Name.Split('.');

        private string Facts { get; } = string.Join('|', Parameters.Select(parameter =>
            $"{parameter.Layer.KindName} {parameter.Target.Parameter} {string.Join('×', parameter.Shape)} {parameter.Layer.Fans} "
                + $"{parameter.Description} {parameter.Std:R}"));

        /// <summary>Whether the layer equals another layer and has the given name.</summary>
        public bool Repeats(LayerRows other, string[] path) => Facts == other.Facts && Path.SequenceEqual(path);

        /// <param name="place">Index of the first part of the name that is shown. By default, the whole name is shown.</param>
        public IEnumerable<LayerLine> Lines(string indent, int place = 0) => Parameters.Select((parameter, index) => new LayerLine(
            indent + (place == 0 ? parameter.Name : string.Join('.', Path.Skip(place).Append(parameter.Target.Parameter))),
            parameter, index == 0));
    }

    /// <param name="Period">Number of layers in a block.</param>
    /// <param name="Part">Index of the part of the name that is the counter.</param>
    /// <param name="Stride">Increment of the counter from one block to the next.</param>
    private sealed record Repetition(int Period, int Part, int Stride, int Times)
    {
        /// <summary>
        /// Returns the repetition that begins at this layer; null if no repetition begins there. Also returns null if a repetition with one
        /// number per block begins a few layers later, because the later repetition is easier to read.
        /// </summary>
        public static Repetition? At(List<LayerRows> layers, int at) => Best(layers, at) is { } found
            && (found.HasOneNumber(layers, at) || !Enumerable.Range(at + 1, found.Period).Any(later =>
                Best(layers, later) is { } other && other.HasOneNumber(layers, later) && other.Times >= found.Times - 1))
            ? found
            : null;

        public string Title(IReadOnlyList<LayerRows> block)
        {
            var numbers = block.Select(layer => Number(layer.Path[Part])!.Value).ToList();
            var (low, high) = (numbers.Min(), numbers.Max());
            return $"{string.Concat(block[0].Path.Take(Part).Select(part => part + "."))}{Range(low, high)} … "
                + $"{Range(low + Stride * (Times - 1), high + Stride * (Times - 1))}, {RunText.Invariant(Times)} times";
        }

        /// <summary>
        /// Returns the index of the first part of the name that is shown below the heading. The result is the index of the part after the
        /// counter, unless the block has several numbers.
        /// </summary>
        public int Kept(IReadOnlyList<LayerRows> block) => block.All(layer => layer.Path[Part] == block[0].Path[Part]) ? Part + 1 : Part;

        private bool HasOneNumber(List<LayerRows> layers, int at) => Kept(layers.GetRange(at, Period)) > Part;

        private static Repetition? Best(List<LayerRows> layers, int at) => Enumerable
            .Range(1, Math.Max(0, Math.Min(LongestBlock, (layers.Count - at) / 2)))
            .Select(period => Find(layers, at, period))
            .OfType<Repetition>()
            .Where(found => found.Saved(layers, at) >= FewestSaved)
            .MaxBy(found => found.Saved(layers, at));

        private static string Range(int low, int high) =>
            low == high ? RunText.Invariant(low) : $"{RunText.Invariant(low)}–{RunText.Invariant(high)}";

        private int Saved(List<LayerRows> layers, int at) =>
            (Times - 1) * layers.GetRange(at, Period).Sum(layer => layer.Parameters.Count);

        private static Repetition? Find(List<LayerRows> layers, int at, int period)
        {
            if (Step(layers[at].Path, layers[at + period].Path) is not var (part, stride))
                return null;
            var times = 1;
            while (at + (times + 1) * period <= layers.Count && Enumerable.Range(0, period).All(index =>
                Moved(layers[at + index].Path, part, stride * times) is { } path
                    && layers[at + times * period + index].Repeats(layers[at + index], path)))
                times++;
            return times > 1 ? new Repetition(period, part, stride, times) : null;
        }

        // Returns the only part in which two names differ, if this part is a growing number.
        private static (int Part, int Stride)? Step(string[] first, string[] second)
        {
            if (first.Length != second.Length)
                return null;
            var differing = Enumerable.Range(0, first.Length).Where(part => first[part] != second[part]).ToList();
            return differing is [var one] && Number(first[one]) is { } low && Number(second[one]) is { } high && high > low
                ? (one, high - low)
                : null;
        }

        private static string[]? Moved(string[] path, int part, int by) => part < path.Length && Number(path[part]) is { } number
            ? [.. path[..part], RunText.Invariant(number + by), .. path[(part + 1)..]]
            : null;

        private static int? Number(string part) =>
            int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
    }
}
