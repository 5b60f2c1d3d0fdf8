namespace LibTorchSharp.Probe;

/// <summary>
/// Alters the arguments of each call, and finds the alterations that lead to another result in the table. If the library made an alteration
/// that is not found, no test would fail.
/// </summary>
internal sealed class MutationSearch(TextWriter output)
{
    private readonly HashSet<string> tried = [];
    private readonly HashSet<string> seen = [];

    public void Run(int first)
    {
        foreach (var row in Table.All.Skip(first))
        {
            output.WriteLine($"case {row.Name}");
            Try(row);
        }
    }

    private void Try(Case row)
    {
        var look = Mutation.Look();
        var result = CaseRunner.Run(row, look);
        if (result.Missing is not null)
            return;
        var expected = Texts(result);
        foreach (var (mutation, name) in look.Possible.Where(entry => !seen.Contains(entry.Name)))
        {
            if (tried.Add(name))
                output.WriteLine($"tried {name}");
            if (Texts(CaseRunner.Run(row, mutation)) != expected && seen.Add(name))
                output.WriteLine($"seen {name}");
        }
    }

    private static string Texts(CaseResult result) => string.Join('\n', result.Observations.Where(entry => entry.Slot[0] != '#'));
}
