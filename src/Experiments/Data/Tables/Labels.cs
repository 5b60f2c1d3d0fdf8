using Experiments.Scripts;

namespace Experiments.Data.Tables;

/// <summary>Names of classes or categories. In a column of numbers, all cells with equal numbers have the same name.</summary>
internal sealed class Labels
{
    private readonly CellReader? _numbers;
    private readonly string _unit;
    private readonly Dictionary<string, int> _positions;

    private Labels(CellReader? numbers, string unit, IReadOnlyList<(string Key, string Name)> sorted)
    {
        (_numbers, _unit) = (numbers, unit);
        _positions = sorted.Select((label, i) => (label.Key, i)).ToDictionary(pair => pair.Key, pair => pair.i, StringComparer.Ordinal);
        Names = [.. sorted.Select(label => label.Name)];
    }

    /// <summary>Names in the order of their positions.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>Collects the labels of a column.</summary>
    /// <param name="cells">Cells of the column. Repeated cells have no effect.</param>
    /// <param name="reader">Reads the cells.</param>
    /// <param name="content">The column's content.</param>
    /// <param name="sort">Sorts the names.</param>
    public static Labels Create(IEnumerable<string> cells, CellReader reader, ColumnContent content,
        Func<IEnumerable<string>, IEnumerable<string>> sort)
    {
        var (numbers, unit) = (content.IsNumbers ? reader : null, content.Sign);
        var keys = cells.Distinct(StringComparer.Ordinal).GroupBy(cell => numbers?.Key(cell, unit) ?? cell, StringComparer.Ordinal)
            .ToDictionary(group => Name(group.Key, [.. group], numbers), group => group.Key, StringComparer.Ordinal);
        return new Labels(numbers, unit, [.. sort(keys.Keys).Select(name => (keys[name], name))]);
    }

    /// <summary>Returns the position of a cell's label; -1 if the label is unknown.</summary>
    public int Find(string cell) => _positions.GetValueOrDefault(_numbers?.Key(cell, _unit) ?? cell, -1);

    /// <summary>Returns two cells with different texts but the same label; null if there are none.</summary>
    public (string First, string Second)? Merged(IEnumerable<string> cells)
    {
        if (_numbers is null)
            return null;
        var twice = cells.Distinct(StringComparer.Ordinal).GroupBy(cell => _numbers.Key(cell, _unit), StringComparer.Ordinal)
            .FirstOrDefault(group => group.Skip(1).Any())?.Order(StringComparer.Ordinal).ToList();
        return twice is null ? null : (twice[0], twice[1]);
    }

    /// <summary>Returns a list in Python: for each label its name, or a tuple of spellings if the cells spell it in several ways.</summary>
    /// <param name="cells">All cells that may occur.</param>
    public string PyTorch(IEnumerable<string> cells)
    {
        var spellings = Names.Select(name => new HashSet<string>(StringComparer.Ordinal) { name }).ToList();
        foreach (var cell in cells.Distinct(StringComparer.Ordinal))
        {
            if (Find(cell) is >= 0 and var position)
                spellings[position].Add(cell);
        }
        return Py.List(spellings.Select(label => label.Count == 1
            ? Py.Text(label.Single())
            : $"({string.Join(", ", label.Order(StringComparer.Ordinal).Select(Py.Text))})"));
    }

    // If all cells of a label have the same text, this text is the name, so that earlier runs with this column keep their class names.
    private static string Name(string key, List<string> texts, CellReader? numbers) =>
        texts.Count == 1 ? texts[0]
        : numbers!.IsPlain && texts.TrueForAll(text => numbers.TryNumber(text, out _)) ? key
        : texts.OrderBy(text => text.Length).ThenBy(text => text, StringComparer.Ordinal).First();
}
