using System.Globalization;
using System.Text.Json.Nodes;
using GpuCheck.Checks;

namespace GpuCheck.Output;

/// <summary>
/// Prints the rows as plain text, 96 columns wide, each as soon as it is known. If a native library ends the process, the earlier rows are
/// therefore still visible.
/// </summary>
internal sealed class Table(TextWriter writer)
{
    private const int Width = 96;
    private const int NameWidth = 42;
    private const string Indent = "                 ";

    /// <summary>Prints the environment and the column headers.</summary>
    public void WriteHead(JsonObject facts)
    {
        var engine = facts["engine"]!;
        writer.WriteLine($"device    {facts["device"]}{((bool)facts["self_test"]! ? " (self-test: the CPU against itself)" : "")}");
        foreach (var gpu in facts["gpus"]!.AsArray())
            writer.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"GPU       {gpu!["name"]}, compute capability {(double)gpu["compute_capability"]!:0.0}, driver {gpu["driver"]}"));
        writer.WriteLine($"CPU       {facts["machine"]!["cpu"]}");
        writer.WriteLine($"libtorch  {engine["torch_version"]} ({engine["name"]}), TorchSharp {engine["torchsharp"]}");
        writer.WriteLine();
        writer.WriteLine($"      {"check",-9}  {"row",-NameWidth}  {"figure",8}  {"allowed",8}  {"time",7}");
    }

    /// <summary>Prints a row, and the note of the row below it.</summary>
    public void Write(Row row)
    {
        var (verdict, status) = (row.Result, row.Result.Status.ToString().ToUpperInvariant());
        writer.WriteLine($"{status}  {row.Check,-9}  {row.Name,-NameWidth}  {Number(verdict.Figure),8}  {Number(verdict.Tolerance),8}  "
            + $"{string.Create(CultureInfo.InvariantCulture, $"{row.Seconds:0.00} s"),7}");
        if (verdict.Note is { } note)
            WriteWrapped(note, Indent);
        writer.Flush();
    }

    /// <summary>
    /// Prints the legends of the checks, the failed rows again, and the numbers of rows that passed, failed and were skipped.
    /// </summary>
    public void WriteEnd(IReadOnlyList<Row> rows, IEnumerable<ICheck> checks)
    {
        writer.WriteLine();
        foreach (var check in checks)
        {
            writer.WriteLine(check.Name);
            WriteWrapped(check.Legend, "  ");
        }

        writer.WriteLine();
        foreach (var row in rows.Where(row => row.Result.Status == Status.Fail))
            Write(row);
        writer.WriteLine($"{Count(rows, Status.Pass)} passed, {Count(rows, Status.Fail)} failed, {Count(rows, Status.Skip)} skipped");
    }

    private static int Count(IEnumerable<Row> rows, Status status) => rows.Count(row => row.Result.Status == status);

    private static string Number(double? value) => value switch
    {
        null => "-",
        0 => "0",
        { } number => number.ToString("0.0e-00", CultureInfo.InvariantCulture),
    };

    private void WriteWrapped(string text, string indent)
    {
        var line = indent;
        foreach (var word in text.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.Length > indent.Length && line.Length + word.Length > Width)
            {
                writer.WriteLine(line.TrimEnd());
                line = indent;
            }

            line += word + " ";
        }

        writer.WriteLine(line.TrimEnd());
    }
}
