namespace LibTorchSharp.Probe;

/// <summary>Writes and reads the results of a child process as lines of text.</summary>
public static class ResultFile
{
    /// <summary>Runs a case and writes its result. The name is written first, so that after a crash the case is known.</summary>
    internal static void Run(TextWriter writer, Case row)
    {
        writer.WriteLine($"case {row.Name}");
        var result = CaseRunner.Run(row);
        if (result.Missing is not null)
            writer.WriteLine($"missing {result.Missing}");
        writer.WriteLine($"called {string.Join(' ', result.Called)}");
        foreach (var (slot, text) in result.Observations)
            writer.WriteLine($"= {slot} {text.ReplaceLineEndings(" ")}");
        writer.WriteLine(result.Failed ? "failed" : "passed");
    }

    /// <summary>Reads the results by case name. If the last line of a case is missing, this case crashed the process.</summary>
    public static Dictionary<string, CaseResult> Read(IEnumerable<string> lines)
    {
        var results = new Dictionary<string, CaseResult>();
        string? name = null, missing = null;
        string[] called = [];
        var observations = new List<(string, string)>();
        foreach (var line in lines)
        {
            var (key, rest) = Split(line);
            switch (key)
            {
                case "case":
                    (name, missing, called, observations) = (rest, null, [], []);
                    break;
                case "missing":
                    missing = rest;
                    break;
                case "called":
                    called = rest.Split(' ', StringSplitOptions.RemoveEmptyEntries);
                    break;
                case "=":
                    observations.Add(Split(rest));
                    break;
                case "crashed":
                    results[rest] = new CaseResult(null, [], [("crashed", "the process ended")], false);
                    break;
                default:
                    results[name!] = new CaseResult(missing, called, observations, key == "failed");
                    break;
            }
        }
        return results;
    }

    private static (string Head, string Tail) Split(string text)
    {
        var space = text.IndexOf(' ', StringComparison.Ordinal);
        return space < 0 ? (text, "") : (text[..space], text[(space + 1)..]);
    }
}
