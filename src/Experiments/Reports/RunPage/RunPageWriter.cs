using System.Security.Cryptography;
using Experiments.Runs;
using static Experiments.Reports.RunPage.RunTables;

namespace Experiments.Reports.RunPage;

/// <summary>Writes a run as one self-contained page. The page contains its style sheet, scripts and numbers, and makes no requests. The
/// browser runs only the scripts whose SHA-256 is in the page's policy, so no text of a run can become a script.</summary>
public sealed class RunPageWriter
{
    private static readonly string[] s_scripts = ["format.js", "curves.js", "heat.js", "ridges.js", "predictions.js", "page.js"];

    // The license of uPlot asks for its text in each copy, and the page is a copy.
    private static readonly Lazy<string> s_library = new(() => $"/*!\n{Resource("LICENSE")}\n*/\n{Resource("uPlot.iife.min.js")}");
    private static readonly Lazy<string> s_script = new(() => string.Concat(s_scripts.Select(Resource)));
    private static readonly Lazy<string> s_style = new(() => Resource("uPlot.min.css") + "\n" + Resource("run.css"));

    private readonly StringBuilder _html = new();
    private readonly RunFiles _run;

    private RunPageWriter(RunFiles run) => _run = run;

    /// <summary>Returns the text of the page. Lines end in line feeds.</summary>
    public static string Write(RunFiles run)
    {
        var page = new RunPageWriter(run);
        page.Head();
        page.Body();
        return page._html.ToString();
    }

    private void Head()
    {
        var policy = $"default-src 'none'; style-src 'unsafe-inline'; script-src {Hash(s_library.Value)} {Hash(s_script.Value)}; "
            + "img-src data:";
        Line("<!DOCTYPE html>");
        Line("<html lang=\"en\">");
        Line("<head>");
        Line("<meta charset=\"utf-8\">");
        Line($"<meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">");
        Line("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">");
        Line("<meta name=\"color-scheme\" content=\"light dark\">");
        Line("<meta name=\"referrer\" content=\"no-referrer\">");
        Line("<link rel=\"icon\" href=\"data:,\">");
        Line($"<title>{Escape(_run.Name)}, seed {Escape(Seed)}</title>");
        Line($"<style>\n{s_style.Value}\n</style>");
        Line("</head>");
    }

    private void Body()
    {
        var status = _run.Summary?.Status.ToString().ToLowerInvariant() ?? "not ended";
        Line("<body>");
        Line("<a class=\"skip\" href=\"#content\">Skip to the curves</a>");
        Line("<header>");
        Line($"<div class=\"head\"><h1>{Escape(_run.Name)}</h1><span class=\"status {status.Replace(' ', '-')}\">{status}</span>"
            + "<button type=\"button\" id=\"theme\" hidden>Dark</button></div>");
        Line($"<p class=\"sub\">{Escape(Origin())}</p>");
        Line($"<p class=\"lead\">{Escape(RunSentence.Result(_run))}</p>");
        foreach (var (word, text) in RunSentence.Verdicts(_run))
            Line($"<p class=\"verdict {Escape(word)}\"><b>Signal at the start: {Escape(word)}.</b> {Escape(Labels.Capital(text))}</p>");
        if (RunSentence.Verdicts(_run).Count == 0)
            Line($"<p class=\"verdict none\">{Escape(NoVerdict())}</p>");
        foreach (var problem in _run.Problems)
            Line($"<p class=\"verdict problem\">{Escape(problem)}</p>");
        Tiles();
        Line("</header>");
        Line("<nav aria-label=\"Contents\"><a href=\"#curves\">Curves</a><a href=\"#signal\">Signal</a><a "
            + "href=\"#distributions\">Distributions</a><a href=\"#predictions\">Predictions</a><a href=\"#network-section\">Network</a><a "
            + "href=\"#config-section\">Config</a><a href=\"#environment\">Environment</a><a href=\"#log\">Log</a><a "
            + "href=\"#repeat\">Repeat</a></nav>");
        Line("<main id=\"content\">");
        Line("<noscript><p class=\"note\">The charts need JavaScript. The tables below do not.</p></noscript>");
        Sections();
        Line("</main>");
        Line("<div id=\"tip\" role=\"tooltip\" hidden></div>");
        Line($"<script type=\"application/json\" id=\"run-data\">{PageData.Of(_run)}</script>");
        _html.Append("<script>").Append(s_library.Value).Append("</script>\n");
        _html.Append("<script>").Append(s_script.Value).Append("</script>\n");
        Line("</body>");
        Line("</html>");
    }

    private void Sections()
    {
        Section("curves", "Curves", Curves());
        Section("signal", "Signal by layer", _run.Signal.Count > 0
            ? "<div class=\"grid\" data-panel=\"signal\"></div>\n" + Note("Each cell is one layer at one measured update. "
                + "Colours of values over several decades are logarithmic. The signal is measured on the first training examples."
                + Thinned(SignalData.Steps(_run).Shown.Count, SignalData.Steps(_run).All, "measurements"))
            : Note(_run.IsMeasured ? "The signal was not measured: signal.jsonl is missing or empty."
                : "The signal is not recorded. Set diagnostics.every_steps to a number above 0 to record it."));
        Section("distributions", "Distributions", _run.Signal.Any(row => row["histograms"] is JsonObject)
            ? "<div data-panel=\"ridges\"></div>\n" + Note("One ridge is one measured update, the first at the top. The height "
                + "is the square root of the density, relative to the ridge's maximum. A ridge much wider than the others is "
                + "cut at the frame.")
            : Note("Distributions of weights, activations and gradients are not recorded. Set diagnostics.histograms to true to record "
                + "them."));
        Section("predictions", "Predictions", Predictions());
        Section("network-section", "Network", RunTables.Network(_run));
        Section("config-section", "Config", Config(_run));
        Section("environment", "Environment", RunTables.Environment(_run));
        Section("log", "Log", Log(_run));
        Section("repeat", "Repeat this run", Repeat());
    }

    private string Curves()
    {
        if (_run.Metrics.Count == 0)
            return Note("No evaluation is recorded yet.");
        var (shown, all) = CurveData.Counts(_run);
        var html = "<div class=\"grid\" data-panel=\"curves\"></div>\n"
            + Note("Drag to zoom; double-click to reset. All charts share the updates." + Thinned(shown, all, "evaluations"));
        return _run.Updates.Count > 0 ? html : html + Note(_run.IsMeasured
            ? "Loss and gradient norm of single updates are not recorded: this run has no updates.jsonl."
            : "Loss and gradient norm of single updates are not recorded. Set diagnostics.every_steps to a number above 0 to record them.");
    }

    private static string Thinned(int shown, int all, string what) =>
        shown == all ? "" : $" {ReportText.Count(shown)} of {ReportText.Count(all)} {what} are shown.";

    private string Predictions()
    {
        if (_run.Summary?.Confusion is not null)
            return "<div data-panel=\"confusion\"></div>\n";
        if (_run.Predictions is { } list)
            return "<div class=\"grid\" data-panel=\"scatter\"></div>\n"
                + Note($"The first {ReportText.Count(list.Targets.Count)} examples of the {Labels.Split(list.Split)} split, in the "
                    + "units of the target's column, after the last update.");
        if (_run.Summary is not { Status: RunStatus.Completed })
            return Note("Predictions are recorded only when a run completes.");
        return Note(_run.Network?["task"]?.ToString() == "regression"
            ? "The predictions are not recorded: predictions.csv is missing."
            : "The confusion matrix is recorded for at most 100 classes. This run has no record of single predictions.");
    }

    private string Repeat()
    {
        var command = RepeatCommand.Of(_run);
        var html = $"<div class=\"command\"><code>{Escape(command)}</code>"
            + "<button type=\"button\" class=\"copy\" hidden>Copy</button></div>\n";
        var typed = _run.Environment?["command_line"]?.ToString() ?? "";
        return typed.Length == 0 ? html : html + $"<p class=\"note\">The run was started with <code>{Escape(typed)}</code></p>\n";
    }

    private void Tiles()
    {
        Line("<dl class=\"tiles\">");
        if (_run.Summary is { } summary)
        {
            var main = RunSentence.Main(summary);
            var split = new[] { "test", "validation", "train" }.FirstOrDefault(name => summary.Final(name).Count > 0);
            foreach (var metric in (split is null ? [] : summary.Final(split)).OrderBy(one => one.Name != main).Take(2))
                Tile(Labels.Title(metric.Name, split), Labels.Value(metric.Name, metric.Value));
            Tile("Updates", ReportText.Count(summary.Progress.Step)
                + (summary.Progress.Step == summary.TotalSteps ? "" : $" of {ReportText.Count(summary.TotalSteps)}"));
            Tile("Parameters", ReportText.Count(summary.Parameters));
            Tile("Time", Labels.Duration(summary.WallTime));
            Tile("Peak memory", Labels.Bytes(summary.PeakMemory));
        }

        Line("</dl>");
    }

    private void Tile(string name, string value) => Line($"<div><dt>{Escape(name)}</dt><dd>{Escape(value)}</dd></div>");

    private void Section(string id, string title, string content)
    {
        Line($"<section aria-labelledby=\"{id}\">");
        Line($"<h2 id=\"{id}\">{title}</h2>");
        _html.Append(content);
        Line("</section>");
    }

    private string Seed => _run.Key("seed")?.ToJsonString() ?? "?";

    private string Origin()
    {
        var parts = new List<string> { $"seed {Seed}" };
        AddWord("model.kind", "model ");
        AddWord("init.weight.scheme", "initialisation ");
        AddWord("data.kind", "data ");
        AddWord("optimizer.kind", "optimiser ");
        if (_run.Summary is { } summary)
            parts.Add($"identity {summary.Identity[..Math.Min(RunFolder.IdentityDigits, summary.Identity.Length)]}");
        return string.Join(" · ", parts);

        void AddWord(string key, string before)
        {
            if (_run.Key(key) is JsonValue word)
                parts.Add(before + word);
        }
    }

    private string NoVerdict() => !_run.IsMeasured
        ? "No verdict on the signal: it is not recorded. Set diagnostics.every_steps to a number above 0 to record it."
        : _run.Network is null
            ? "No verdict on the signal: network.json is missing. A run writes it at its end."
            : "No verdict on the signal: the signal before the first update was not measured.";

    private void Line(string line) => _html.Append(line).Append('\n');

    private static string Hash(string script) => $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(script)))}'";

    private static string Resource(string name)
    {
        using var stream = typeof(RunPageWriter).Assembly.GetManifestResourceStream($"run.{name}")
            ?? throw new InvalidOperationException($"The embedded file {name} is missing from the program.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
