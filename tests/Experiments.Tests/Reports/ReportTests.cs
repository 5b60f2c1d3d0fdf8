namespace Experiments.Tests.Reports;

public sealed partial class ReportTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("experiments-report-").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void A_table_for_programs_has_all_digits()
    {
        var study = Read(new GeneratedRuns());
        var lines = CsvTable.Write(GroupsTable.Of(study.Comparisons[0])).Split('\n');
        var names = lines[0].Split(',');
        foreach (var (group, line) in study.Comparisons[0].Groups.Zip(lines.Skip(1)))
        {
            var fields = line.Split(',');
            double Field(string name) => double.Parse(fields[Array.IndexOf(names, name)], CultureInfo.InvariantCulture);
            Assert.Equal(group.Label, fields[0]);
            Assert.Equal(group.Summary.Mean!.Value, Field("mean"));
            Assert.Equal(group.MeanInterval!.Value.Low, Field("mean_low"));
            Assert.Equal(group.InterquartileInterval!.Value.High, Field("iqm_high"));
            Assert.Equal(group.MeanRank!.Value, Field("mean_rank"));
        }
    }

    [Fact]
    public void Each_table_and_figure_names_its_unit_of_replication()
    {
        const string mean = "seed, mean over 2 values of optimizer.lr";
        var report = ReportBuilder.Of(Read(new GeneratedRuns()), _root);
        Assert.Equal(
            [$"test-accuracy-summary: {mean}", "test-accuracy-divergence: run", $"test-accuracy-pairs: {mean}",
                "validation-accuracy-0-6-steps: run", "validation-accuracy-0-6-steps-pairs: run"],
            report.Tables.Select(table => $"{table.Name}: {table.Unit}"));
        Assert.Equal(
            [$"test-accuracy-seeds: {mean}", $"test-accuracy-ranks: {mean}",
                "test-accuracy-curves: seed. One panel per value of optimizer.lr",
                "test-accuracy-grid-optimizer-lr: run", "test-accuracy-profiles: run", "signal-pre-activation-second-moment: run",
                "signal-pre-activation-grad-var: run"],
            report.Figures.Select(figure => figure.Name + figure.Figure.Subtitle.Replace("Unit", "").TrimEnd('.')));
        var table = report.Tables[0];
        Assert.All([CsvTable.Write(table), MarkdownTable.Write(table), LatexTable.Write(table), HtmlPage.Write(report)],
            text => Assert.Contains(mean, text, StringComparison.Ordinal));
        Assert.DoesNotContain("divergence rate", table.Heads.Select(head => head.Text));
    }

    [Fact]
    public void A_tuned_key_has_a_panel_of_curves_for_each_value_and_a_table_of_chosen_values()
    {
        var plan = ComparisonPlan.Of([new GeneratedRuns().Write(_root)], null, [], null, tune: ["optimizer.lr"]);
        var report = ReportBuilder.Of(ReportBuilder.Read(ComparedRuns.Of(plan, mixes: false), "generated"), _root);
        var curves = report.Figures.Single(figure => figure.Name == "test-accuracy-curves").Figure;
        Assert.Equal("Unit: seed. One panel per value of optimizer.lr.", curves.Subtitle);
        Assert.Equal(["optimizer.lr=0.01", "optimizer.lr=0.1"], curves.Panels.Select(panel => panel.Title).Order());
        Assert.Equal("Unit: seed.", report.Figures.Single(figure => figure.Name == "test-accuracy-grid-optimizer-lr").Figure.Subtitle);
        Assert.Contains(report.Tables, table => table.Name == "test-accuracy-tuned");
        Assert.Equal(3, report.Tables.Single(table => table.Name == "test-accuracy-tuned-differences").Rows.Count);
        Assert.Contains("the value of optimizer.lr with the best mean validation.accuracy over the seeds was chosen", report.MethodsEnglish,
            StringComparison.Ordinal);
        Assert.Contains("Its 95 % interval is a percentile bootstrap over the seeds (10,000 resamples, seed 0). Each resample chooses "
            + "again, so the interval includes the uncertainty of the choice.", report.MethodsEnglish, StringComparison.Ordinal);
        Assert.Contains("Differences at the chosen values have bootstrap intervals too", report.MethodsEnglish, StringComparison.Ordinal);
        Assert.Contains("Intervals of the other means are Student's t", report.MethodsEnglish, StringComparison.Ordinal);
        Assert.Contains("按 validation.accuracy 在各种子上的均值选出 optimizer.lr 的最佳取值", report.MethodsChinese, StringComparison.Ordinal);
    }

    [Fact]
    public void With_one_point_each_seed_is_one_run_and_a_single_table_shows_both()
    {
        var report = ReportBuilder.Of(Read(new GeneratedRuns { Rates = ["0.1"] }), _root);
        Assert.Equal("seed", report.Tables[0].Unit);
        Assert.Contains("divergence rate", report.Tables[0].Heads.Select(head => head.Text));
        Assert.DoesNotContain("test-accuracy-divergence", report.Tables.Select(table => table.Name));
    }

    [Fact]
    public void Fields_with_commas_quotes_and_line_feeds_are_preserved()
    {
        var table = new ReportTable("t", "", [new ReportHead("a", ["a,b"], "", true, false)], [[ReportCell.Words("say \"x\",\ny")]]);
        Assert.Equal("\"a,b\"\n\"say \"\"x\"\",\ny\"\n", CsvTable.Write(table));
    }

    [Theory]
    [InlineData("a_b & 50 % #1 {x} \\ ~ ^ <>",
        @"a\_b \& 50 \% \#1 \{x\} \textbackslash{} \textasciitilde{} \textasciicircum{} \textless{}\textgreater{}")]
    [InlineData("正态 ± ∞ ≈ –", @"正态 $\pm$ $\infty$ $\approx$ --")]
    public void Special_characters_are_escaped_for_latex(string text, string expected) => Assert.Equal(expected, LatexText.Of(text));

    [Theory]
    [InlineData("[-0.0122, 0.0189]", "[$-$0.0122, 0.0189]")]
    [InlineData("1.7e-5", @"1.7$\times10^{-5}$")]
    [InlineData("2e+6", @"2$\times10^{6}$")]
    public void Latex_has_real_minus_signs_and_powers(string text, string expected) => Assert.Equal(expected, LatexText.Numbers(text));

    [Fact]
    public void Every_latex_file_has_balanced_braces_and_names_existing_data_files()
    {
        var folder = Path.Combine(_root, "report");
        ReportFolder.Write(folder, ReportBuilder.Of(Read(new GeneratedRuns()), folder));
        var files = Directory.EnumerateFiles(folder, "*.tex", SearchOption.AllDirectories).ToList();
        Assert.True(files.Count > 8);
        foreach (var file in files)
        {
            var text = Escaped().Replace(File.ReadAllText(file), "");
            Assert.Equal(text.Count(letter => letter == '{'), text.Count(letter => letter == '}'));
            Assert.Equal(0, text.Count(letter => letter == '$') % 2);
            Assert.Equal(Begins().Matches(text).Select(match => match.Groups[1].Value).Order(),
                Ends().Matches(text).Select(match => match.Groups[1].Value).Order());
            foreach (var data in Data().Matches(text).Select(match => match.Groups[1].Value))
                CheckData(Path.Combine(folder, "figures", data));
            foreach (var row in text.Split('\n').SkipWhile(line => !line.Contains(@"\toprule", StringComparison.Ordinal))
                .Where(line => line.EndsWith(@"\\", StringComparison.Ordinal)))
                Assert.Equal(Columns().Match(text).Groups[1].Length, row.Count(letter => letter == '&') + 1);
        }
    }

    [SkippableFact]
    [Trait("Category", "Slow")]
    public void Latex_compiles_every_table_and_every_figure()
    {
        const string latex = "/usr/bin/pdflatex";
        Skip.IfNot(File.Exists(latex), "no LaTeX on this machine (on Debian: apt install texlive-latex-recommended texlive-pictures)");
        ReportFolder.Write(_root, ReportBuilder.Of(Read(new GeneratedRuns { Policies = ["a_b", "c & d", "e"] }), _root));
        var inputs = new[] { "tables", "figures" }
            .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(_root, folder), "*.tex")
                .Select(file => $"{folder}/{Path.GetFileNameWithoutExtension(file)}")).ToList();
        File.WriteAllText(Path.Combine(_root, "paper.tex"), $$"""
            \documentclass{article}
            \usepackage{booktabs}
            \usepackage{pgfplots}
            \pgfplotsset{compat=1.18}
            \usepgfplotslibrary{groupplots,fillbetween,statistics}
            \begin{document}
            {{string.Join("\n\n", inputs.Select(input => $"\\input{{{input}}}"))}}
            \end{document}
            """);
        using var process = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo(latex,
            ["-interaction=nonstopmode", "-halt-on-error", "paper.tex"]) { WorkingDirectory = _root, RedirectStandardOutput = true })!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, output);
        Assert.True(inputs.Count >= 11);
    }

    [Fact]
    public void Every_kind_of_mark_has_a_drawing_for_pgfplots()
    {
        var series = new Series("s", 0);
        Mark[] marks =
        [
            new Band([new(0, 1, 0, 2), new(1, 1, 0, 2)]) { Series = series }, new Bars([0, 1, 2], [1, 2]) { Series = series },
            new HeatMap([0, 1], [0, 1], [[1]], new ColorScale(0, 2, "c")),
            new Line([new(0, 1), new(1, double.NaN)]) { Series = series }, new Note(new(0, 1), "x"),
            new Points([new(0, 1)]) { Series = series }, new Rule(1, "one"), new Strip(0, [1, 2, 3, 4, 5]) { Series = series },
        ];
        Assert.Equal(typeof(Mark).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Mark))).Order(
            Comparer<Type>.Create((one, other) => string.CompareOrdinal(one.Name, other.Name))), marks.Select(mark => mark.GetType()));
        var files = PgfplotsFigure.Write(
            new ReportFigure("all", new Figure("all", [new Panel("", new Axis("x"), new Axis("y"), marks)]), ""));
        Assert.Equal(8, files.Count);
        Assert.All(files, file => Assert.DoesNotContain("NaN", file.Text, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 3)]
    [InlineData(3, 1)]
    [InlineData(2, 2)]
    public void A_report_of_few_runs_contains_no_NaN(int policies, int seeds)
    {
        var study = Read(new GeneratedRuns { Policies = [.. new[] { "a", "b", "c" }.Take(policies)], Rates = ["0.1"], Seeds = seeds,
            HasDiverged = false });
        var folder = Path.Combine(_root, "report");
        ReportFolder.Write(folder, ReportBuilder.Of(study, folder));
        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Where(file => Path.GetExtension(file) is not ".html"))
            Assert.DoesNotContain("NaN", File.ReadAllText(file), StringComparison.Ordinal);
    }

    [Fact]
    public void The_methods_paragraph_describes_the_runs()
    {
        var report = ReportBuilder.Of(Read(new GeneratedRuns()), _root);
        string[] words =
        [
            "seeds 0–5", "optimizer.lr ∈ {0.01, 0.1}", "mlp (activation relu, bias false, hidden 3 × 64)",
            "kaiming_normal: weight normal (std 0.03)", "sgd (lr 0.01, momentum 0.9)", "epochs 4", "1,258 train", "41,600 parameters",
            "46abec6b12486ad9", "test.accuracy", "permutation test", "Holm", "2 diverged", "between 2026-11-20 and 2026-11-21",
            "experiments 0.1.0 (commit 0123456789abcdef0123456789abcdef01234567)", "libtorch 1.13.0 (this machine's own), cpu, 1 thread",
            "AMD EPYC", ".NET 10.0.0",
        ];
        Assert.All(words, word => Assert.Contains(word, report.MethodsEnglish, StringComparison.Ordinal));
        Assert.All(new[] { "种子 0–5", "置换检验", "Holm", "2 次发散", "2026-11-20 至 2026-11-21", "libtorch 1.13.0", "41,600" },
            word => Assert.Contains(word, report.MethodsChinese, StringComparison.Ordinal));
    }

    [Fact]
    public void A_new_report_removes_the_files_of_the_earlier_one_and_no_other_files()
    {
        var folder = Path.Combine(_root, "report");
        var sweep = new GeneratedRuns().Write(_root);
        void Write(string metric) =>
            ReportFolder.Write(folder,
                ReportBuilder.Of(ReportBuilder.Read(ComparedRuns.Of(ComparisonPlan.Of([sweep], null, [metric], null), mixes: false),
                    "generated"), folder));
        Write("test.accuracy");
        File.WriteAllText(Path.Combine(folder, "figures", "mine.svg"), "mine");
        Write("test.loss");
        Assert.False(File.Exists(Path.Combine(folder, "figures", "test-accuracy-curves-1.dat")));
        Assert.False(File.Exists(Path.Combine(folder, "tables", "test-accuracy-summary.csv")));
        Assert.True(File.Exists(Path.Combine(folder, "tables", "test-loss-summary.csv")));
        Assert.True(File.Exists(Path.Combine(folder, "figures", "mine.svg")));
    }

    [Fact]
    public void Links_point_to_existing_files()
    {
        var folder = Path.Combine(_root, "elsewhere", "a report");
        ReportFolder.Write(folder, ReportBuilder.Of(Read(new GeneratedRuns()), folder));
        var links = Link().Matches(File.ReadAllText(Path.Combine(folder, "report.html")))
            .Select(match => System.Net.WebUtility.HtmlDecode(match.Groups[1].Value))
            .Where(link => link[0] != '#' && !link.StartsWith("data:", StringComparison.Ordinal)).ToList();
        Assert.True(links.Count > 72);
        Assert.All(links, link => Assert.True(File.Exists(Path.Combine(folder, Uri.UnescapeDataString(link))), link));
    }

    private Study Read(GeneratedRuns generated) =>
        ReportBuilder.Read(ComparedRuns.Of(ComparisonPlan.Of([generated.Write(_root)], "policy", [], null), mixes: false), "generated");

    private static void CheckData(string file)
    {
        var lines = File.ReadAllLines(file);
        var columns = lines[0].Split(' ').Length;
        Assert.True(lines.Length > 1, file);
        Assert.All(lines.Skip(1),
            line => Assert.Equal(columns, line.Split(' ').Select(field => double.Parse(field, CultureInfo.InvariantCulture)).Count()));
    }

    [GeneratedRegex(@"\\[{}$%&]|%.*")]
    private static partial Regex Escaped();

    [GeneratedRegex(@"\\begin\{(\w+)\}")]
    private static partial Regex Begins();

    [GeneratedRegex(@"\\end\{(\w+)\}")]
    private static partial Regex Ends();

    [GeneratedRegex(@"\\reportfigures/([^}]+)\}")]
    private static partial Regex Data();

    [GeneratedRegex(@"tabular\}\{(\w+)\}")]
    private static partial Regex Columns();

    [GeneratedRegex("href=\"([^\"]+)\"")]
    private static partial Regex Link();
}
