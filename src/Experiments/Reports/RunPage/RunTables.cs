using System.Net;

namespace Experiments.Reports.RunPage;

/// <summary>The tables of a run's page as HTML: network, config, environment and log.</summary>
internal static class RunTables
{
    // Number of events on the page; a longer log begins with its first events and ends with its last events.
    private const int MostEvents = 400;

    /// <summary>Returns the table of the layers.</summary>
    public static string Network(RunFiles run)
    {
        if (run.Network?["layers"] is not JsonArray layers)
            return Parameters(run);
        var rows = layers.OfType<JsonObject>().ToList();
        var parameters = rows.Sum(row => Number(row, "parameters") ?? 0);
        var html = new StringBuilder();
        html.Append(Open("network", "Layers with parameters", "Layer", "Kind", "#Weight", "#Output", "#Parameters", "#Share",
            "#FLOPs", "#Weights", "#Output memory"));
        foreach (var row in rows)
        {
            var count = Number(row, "parameters") ?? 0;
            html.Append(Row(Text(row["name"]) is { Length: > 0 } name ? name : "(network)", Text(row["kind"]), Shape(row["weight_shape"]),
                Shape(row["output_shape"]), ReportText.Count(count), ReportText.Percent(Math.Round(count / Math.Max(parameters, 1), 3)),
                Number(row, "flops") is { } flops ? Labels.Short(flops) : ReportText.None,
                Labels.Bytes(Number(row, "parameter_bytes") ?? 0),
                Number(row, "output_bytes") is { } bytes ? Labels.Bytes(bytes) : ReportText.None));
        }

        var operations = rows.Sum(row => Number(row, "flops") ?? 0);
        html.Append("</tbody><tfoot>").Append(Row("Total", "", "", "", ReportText.Count(parameters), "", Labels.Short(operations),
            Labels.Bytes(rows.Sum(row => Number(row, "parameter_bytes") ?? 0)),
            Labels.Bytes(rows.Sum(row => Number(row, "output_bytes") ?? 0)))).Append("</tfoot></table></div>\n");
        return html.Append(Note($"Input {Shape(run.Network["input_shape"])}. FLOPs and output memory are of one example in the forward "
            + "pass; a multiplication and an addition count as two FLOPs.")).ToString();
    }

    /// <summary>Returns the keys whose values differ from the defaults, and all keys.</summary>
    public static string Config(RunFiles run)
    {
        var rows = ConfigRows.Of(run.Config);
        var changed = rows.Where(row => row.Differs && row.Key is not ("name" or "output.root")).ToList();
        var html = new StringBuilder(Open("differs", "What differs from the defaults", "Key", "Value", "Default"));
        foreach (var row in changed)
            html.Append(Row(row.Key, row.Value, row.Default ?? ReportText.None));
        html.Append("</tbody></table></div>\n<details><summary>All ").Append(ReportText.Count(rows.Count)).Append(" keys</summary>\n")
            .Append(Open("config", "Config", "Key", "Value"));
        foreach (var row in rows)
            html.Append(Row(row.Differs ? "differs" : "", [row.Key, row.Value]));
        return html.Append("</tbody></table></div>\n</details>\n").ToString();
    }

    /// <summary>Returns machine, program, engine and data files.</summary>
    public static string Environment(RunFiles run)
    {
        if (run.Environment is not { } record)
            return Note("The run has no environment.json.");
        var html = new StringBuilder(Open("environment-table", "Environment", "Fact", "Value"));
        foreach (var (name, value) in Facts(record).Where(fact => fact.Value.Length > 0))
            html.Append(Row(name, value));
        return html.Append("</tbody></table></div>\n").ToString();
    }

    /// <summary>Returns the events.</summary>
    public static string Log(RunFiles run)
    {
        if (run.Events.Count == 0)
            return Note("The run has no events.");
        var shown = run.Events.Count <= MostEvents
            ? run.Events
            : [.. run.Events.Take(MostEvents / 2), .. run.Events.TakeLast(MostEvents / 2)];
        var first = Time(run.Events[0]);
        var html = new StringBuilder(Open("log-table", "Log", "#Time", "Event", "Message"));
        foreach (var one in shown)
            html.Append(Row(Text(one["level"]) is "warning" or "error" or "fatal" or "debug" ? Text(one["level"]) : "", [
                first is { } start && Time(one) is { } time
                    ? string.Create(CultureInfo.InvariantCulture, $"+{(time - start).TotalSeconds:0.00} s") : "",
                Text(one["event"]), Text(one["message"])]));
        html.Append("</tbody></table></div>\n");
        return shown.Count == run.Events.Count ? html.ToString() : html.Append(Note(
            $"The first and last {MostEvents / 2} of {ReportText.Count(run.Events.Count)} events are shown.")).ToString();
    }

    /// <summary>Returns a note as HTML.</summary>
    public static string Note(string text) => $"<p class=\"note\">{Escape(text)}</p>\n";

    /// <summary>Escapes text for HTML.</summary>
    public static string Escape(string text) => WebUtility.HtmlEncode(text);

    // A run without network.json: an old, running or killed run.
    private static string Parameters(RunFiles run)
    {
        var html = new StringBuilder();
        if (run.Environment?["parameters"] is JsonArray parameters)
        {
            html.Append(Open("network", "Parameters", "Parameter", "#Shape", "Initialisation"));
            foreach (var row in parameters.OfType<JsonObject>())
                html.Append(Row(Text(row["name"]), Shape(row["shape"]), Text(row["init"])));
            html.Append("</tbody></table></div>\n");
        }

        return html.Append(Note("Outputs, FLOPs and memory are not recorded: network.json is missing. A run writes it at its end."))
            .ToString();
    }

    private static IEnumerable<(string Name, string Value)> Facts(JsonObject record)
    {
        yield return ("Started", Text(record["started"]));
        var (program, git) = (Part(record, "program"), Part(Part(record, "program"), "git"));
        yield return ("Program", $"{Text(program["name"])} {Text(program["version"])}".Trim()
            + (git["commit"] is { } commit
                ? $", commit {Text(commit)}{(Text(git["dirty"]) == "true" ? ", with uncommitted changes" : "")}"
                : ""));
        yield return ("Native library", Joined(record["engine"], "name", "torch_version", "library"));
        yield return ("TorchSharp", Text(Part(record, "engine")["torchsharp"]));
        yield return ("Device", Joined(record["device"], "name", "driver"));
        yield return ("Threads", Text(Part(record, "threads")["plan"]));
        yield return ("Processor", Joined(record["machine"], "cpu", "cpu_instructions", "architecture"));
        yield return ("Cores", Text(Part(record, "machine")["cores"]));
        yield return ("Memory", record["machine"] is JsonObject machine && Number(machine, "memory_bytes") is { } bytes
            ? Labels.Bytes(bytes) : "");
        yield return ("System", Joined(record["machine"], "os", "dotnet", "host"));
        foreach (var file in (record["data"] as JsonArray ?? []).OfType<JsonObject>())
            yield return ("Data", $"{Text(file["path"])} (SHA-256 {Text(file["sha256"])})");
        yield return ("Working directory", Text(record["working_directory"]));
    }

    // A part of a record; empty if it is missing or damaged.
    private static JsonObject Part(JsonObject record, string key) => record[key] as JsonObject ?? [];

    private static string Joined(JsonNode? section, params string[] keys) =>
        string.Join(", ", keys.Select(key => Text((section as JsonObject)?[key])).Where(text => text.Length > 0));

    private static DateTimeOffset? Time(JsonObject one) =>
        DateTimeOffset.TryParse(Text(one["time"]), CultureInfo.InvariantCulture, out var time) ? time : null;

    private static string Text(JsonNode? node) => node switch
    {
        null => "",
        JsonValue value when value.GetValueKind() == JsonValueKind.String => value.GetValue<string>(),
        _ => node.ToJsonString(),
    };

    private static double? Number(JsonObject row, string key) =>
        row[key] is JsonValue value && value.GetValueKind() == JsonValueKind.Number ? value.GetValue<double>() : null;

    private static string Shape(JsonNode? shape) =>
        shape is JsonArray { Count: > 0 } sizes ? string.Join(" × ", sizes.Select(Text)) : ReportText.None;

    // A heading with '#' marks a column of numbers.
    private static string Open(string id, string title, params string[] heads) =>
        $"<div class=\"scroll\" tabindex=\"0\" role=\"group\" aria-label=\"{title}\">\n<table id=\"{id}\">\n"
            + $"<caption class=\"hidden\">{title}</caption>\n<thead><tr>"
            + string.Concat(heads.Select(head => head[0] == '#'
                ? $"<th scope=\"col\" class=\"number\">{head[1..]}</th>" : $"<th scope=\"col\">{head}</th>"))
            + "</tr></thead>\n<tbody>\n";

    private static string Row(params string[] cells) => Row("", cells);

    private static string Row(string kind, string[] cells) =>
        $"<tr{(kind.Length > 0 ? $" class=\"{kind}\"" : "")}><th scope=\"row\">{Escape(cells[0])}</th>"
            + string.Concat(cells.Skip(1).Select(cell => $"<td>{Escape(cell)}</td>")) + "</tr>\n";
}
