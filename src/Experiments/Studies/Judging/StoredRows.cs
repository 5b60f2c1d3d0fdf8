namespace Experiments.Studies.Judging;

/// <summary>Rows of a <c>signal.jsonl</c> that a study stored.</summary>
internal static class StoredRows
{
    /// <exception cref="InputException">The file is missing, empty or damaged.</exception>
    public static IReadOnlyList<JsonObject> Read(string path, string study)
    {
        try
        {
            List<JsonObject> rows = [.. JsonLines.Read(path)];
            return rows.Count > 0 ? rows : throw Refusal(path, study, "has no complete line");
        }
        catch (Exception failure) when (failure is FileNotFoundException or DirectoryNotFoundException)
        {
            throw Refusal(path, study, "is missing");
        }
        // A line that is JSON but not an object is an invalid operation.
        catch (Exception failure) when (failure is JsonException or InvalidOperationException)
        {
            throw Refusal(path, study, "is damaged");
        }
    }

    private static InputException Refusal(string path, string study, string what) =>
        new($"The file '{path}' {what}. Run '{TypedCommand.Of($"study run --again {ShellText.Word(study)}")}' to measure again.");
}
