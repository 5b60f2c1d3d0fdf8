namespace Experiments.Export;

/// <summary>The lines of a script, with the blank lines of Python's style guide (PEP 8).</summary>
internal sealed class ScriptText
{
    private readonly List<string> _lines = [];

    public void Add(IEnumerable<string> lines) => _lines.AddRange(lines);

    /// <summary>Adds a heading and lines below it.</summary>
    public void Section(string heading, IEnumerable<string> lines)
    {
        Gap();
        _lines.Add($"# ---- {heading}");
        Add(lines);
    }

    /// <summary>Adds top-level functions and classes.</summary>
    public void Definitions(IEnumerable<string> texts)
    {
        foreach (var text in texts)
        {
            if (!_lines[^1].StartsWith("# ----", StringComparison.Ordinal))
                Gap();
            Add(text.ReplaceLineEndings("\n").Split('\n'));
        }
    }

    /// <summary>Makes the script end with two blank lines.</summary>
    public void Gap()
    {
        while (_lines.Count > 0 && _lines[^1].Length == 0)
            _lines.RemoveAt(_lines.Count - 1);
        if (_lines.Count > 0 && !_lines[^1].StartsWith("# ----", StringComparison.Ordinal))
            _lines.AddRange(["", ""]);
    }

    /// <inheritdoc/>
    public override string ToString() => string.Join('\n', _lines) + "\n";
}
