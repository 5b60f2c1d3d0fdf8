using Experiments.Comparison;
using Experiments.Runs;
using Experiments.Statistics;

namespace Experiments.Reports.Methods;

/// <summary>Writes a methods paragraph in English and in Chinese, one sentence per item: what was run and how it was compared.</summary>
public static class MethodsParagraph
{
    // An axis with more labels shows only its first three and its last.
    private const int MostLabels = 24;

    public static IEnumerable<string> English(Study study)
    {
        var (facts, request) = (study.Facts, study.Comparisons[0].Request);
        yield return $"{Runs(study)} were trained: {Axes(study)}, seeds {study.Seeds}.";
        foreach (var (key, name) in new[] { ("model", "Model"), ("init", "Initialisation"), ("data", "Data"), ("optimizer", "Optimiser"), ("schedule", "Learning-rate schedule"), ("training", "Training"), ("loss", "Loss"), ("precision", "Precision") })
        {
            if (Section(facts, key, ": ", "; ") is { Length: > 0 } words)
                yield return $"{name}: {words}.";
        }

        yield return $"Sizes: {string.Join(" or ", facts.Sizes.Select(size => $"{ReportText.Count(size.Parameters)} parameters, {Examples(size)} examples, {ReportText.Count(size.Updates)} updates planned"))}.";
        if (facts.DataFiles.Count > 0)
            yield return $"Data files: {string.Join(", ", facts.DataFiles)}.";
        yield return $"The compared quantit{(study.Comparisons.Count == 1 ? "y is" : "ies are")} {string.Join(", ", study.Comparisons.Select(result => Metric(result)))}, by {request.By}.";
        yield return $"The seed is the unit of replication{(study.Comparisons[0].Strata > 1 ? $"; a seed's value is the mean over {study.Comparisons[0].Strata} points of the other axes" : "")}.";
        yield return $"Intervals of means are Student's at {ReportText.Percent(request.Level)}; those of interquartile means and of probabilities of improvement are stratified percentile bootstraps ({ReportText.Count(Bootstrap.DefaultResamples)} and {ReportText.Count(Comparer.ImprovementResamples)} resamples, seed {ReportText.Exact(request.Seed)}); those of divergence rates are Wilson's.";
        yield return $"Pairs were compared by the two-sided permutation test of the paired differences by seed ({Exactness(study, "all signs counted", $"{ReportText.Count(PairedTest.DefaultSamples)} sampled signs")}), corrected by Holm's method over all pairs of a metric, and called separated at a corrected p of at most {ReportText.Number(request.Alpha)}; effect sizes are Hedges' g of the paired differences.";
        foreach (var result in study.Comparisons.Where(result => result.SmallestP is not null))
            yield return $"The smallest corrected p that could come out for {result.Request.Metric} is {ReportText.P(result.SmallestP)}.";
        if (study.Comparisons.Any(result => result.FriedmanP is not null))
            yield return "Mean ranks were tested by Friedman's test.";
        yield return $"Of the runs, {ReportText.Count(study.Runs.Runs.Count(run => run.IsDiverged))} diverged; such a run counts as the worst value that any run of its kind had, at its start or at its end.";
        if (study.Runs.Failed > 0)
            yield return $"{ReportText.Count(study.Runs.Failed)} failed and are left out.";
        if (study.Runs.Unfinished > 0)
            yield return $"{ReportText.Count(study.Runs.Unfinished)} were not over.";
        if (study.Targets.Count > 0)
            yield return $"Updates until {string.Join(", ", study.Targets.Select(target => $"{target.Metric} reached {ReportText.Number(target.Value)}"))} were compared as survival times (Kaplan–Meier, log-rank tests with Holm's correction), runs that never got there censored.";
        if (study.Mixed is { } mixed)
            yield return mixed;
        yield return $"The runs began {Dates(facts, "between", "and", "on")} with {string.Join(" and ", facts.Programs)} on {string.Join(" and ", facts.Engines)} ({string.Join("; ", facts.Machines)}).";
    }

    public static IEnumerable<string> Chinese(Study study)
    {
        var (facts, request) = (study.Facts, study.Comparisons[0].Request);
        yield return $"共训练 {ReportText.Count(study.Runs.Runs.Count)} 次：{Axes(study)}，种子 {study.Seeds}。";
        foreach (var (key, name) in new[] { ("model", "模型"), ("init", "初始化"), ("data", "数据"), ("optimizer", "优化器"), ("schedule", "学习率调度"), ("training", "训练"), ("loss", "损失"), ("precision", "精度") })
        {
            if (Section(facts, key, "：", "；") is { Length: > 0 } words)
                yield return $"{name}：{words}。";
        }

        yield return $"规模：{string.Join("；或", facts.Sizes.Select(size => $"参数 {ReportText.Count(size.Parameters)} 个，样本 {Examples(size)}，计划更新 {ReportText.Count(size.Updates)} 次"))}。";
        if (facts.DataFiles.Count > 0)
            yield return $"数据文件：{string.Join("，", facts.DataFiles)}。";
        yield return $"按 {request.By} 比较：{string.Join("，", study.Comparisons.Select(result => $"{result.Request.Metric}（{When(result, "运行结束时", "验证集所选的那次评估时")}，越{(result.IsHigherBetter ? "高" : "低")}越好）"))}。";
        yield return $"以种子为重复单位{(study.Comparisons[0].Strata > 1 ? $"；一个种子的值是其余各轴 {study.Comparisons[0].Strata} 个点上的均值" : "")}。";
        yield return $"均值的区间为 {ReportText.Percent(request.Level)} 的 Student t 区间；四分位均值与改进概率的区间为分层百分位自助法（分别重采样 {ReportText.Count(Bootstrap.DefaultResamples)} 次和 {ReportText.Count(Comparer.ImprovementResamples)} 次，随机种子 {ReportText.Exact(request.Seed)}）；发散率的区间为 Wilson 区间。";
        yield return $"两两之间按种子配对，对差值作双侧置换检验（{Exactness(study, "穷举全部符号", $"抽取 {ReportText.Count(PairedTest.DefaultSamples)} 组符号")}），并在同一指标的全部配对上作 Holm 校正；校正后 p 不大于 {ReportText.Number(request.Alpha)} 者称为有差别；效应量为配对差值的 Hedges g。";
        foreach (var result in study.Comparisons.Where(result => result.SmallestP is not null))
            yield return $"{result.Request.Metric} 的校正后 p 最小可达 {ReportText.P(result.SmallestP)}。";
        if (study.Comparisons.Any(result => result.FriedmanP is not null))
            yield return "平均秩用 Friedman 检验。";
        yield return $"其中 {ReportText.Count(study.Runs.Runs.Count(run => run.IsDiverged))} 次发散；发散的运行按同类运行在开始或结束时出现过的最差值计入。";
        if (study.Runs.Failed > 0)
            yield return $"{ReportText.Count(study.Runs.Failed)} 次运行失败，未计入。";
        if (study.Runs.Unfinished > 0)
            yield return $"{ReportText.Count(study.Runs.Unfinished)} 次运行尚未结束。";
        if (study.Targets.Count > 0)
            yield return $"达到目标（{string.Join("，", study.Targets.Select(target => $"{target.Metric} 达到 {ReportText.Number(target.Value)}"))}）所需的更新次数按生存时间比较（Kaplan–Meier；log-rank 检验，Holm 校正），未达到者作删失处理。";
        if (study.Mixed is not null)
            yield return "所比较的运行来自不同的引擎、libtorch 版本、设备或线程数。";
        yield return $"运行始{Dates(facts, "于", "至", "于")}，程序 {string.Join("、", facts.Programs).Replace(StudyReader.Dirty, "，含未提交的改动", StringComparison.Ordinal)}，环境 {string.Join("、", facts.Engines)}（{string.Join("；", facts.Machines)}）。";
    }

    private static string Runs(Study study) => $"{ReportText.Count(study.Runs.Runs.Count)} run{(study.Runs.Runs.Count == 1 ? "" : "s")}";

    private static string Axes(Study study) => string.Join(", ", study.Coordinates
        .OrderBy(axis => axis.Key != study.By)
        .Select(axis => $"{axis.Key} ∈ {{{(axis.Value.Count <= MostLabels ? string.Join(", ", axis.Value) : $"{string.Join(", ", axis.Value.Take(3))}, …, {axis.Value[^1]}")}}}"));

    private static string Examples(StudySize size) => string.Join(", ", size.Examples.Select(split => $"{ReportText.Count(split.Value)} {split.Key}"));

    private static string Metric(ComparisonResult result) =>
        $"{result.Request.Metric} ({When(result, "at the end of the run", "at the evaluation that the validation split selects")}, {(result.IsHigherBetter ? "higher" : "lower")} is better)";

    private static string When(ComparisonResult result, string end, string best) => MetricKey.IsBest(result.Request.Metric) ? best : end;

    // A part that only some labels have is prefixed with them; parts that another axis varies belong to all labels and have no prefix.
    private static string Section(StudyFacts facts, string key, string colon, string apart)
    {
        var words = facts.Sections[key];
        var labels = words.SelectMany(one => one.Labels).Distinct().Count();
        const int most = 12;
        return words.Count switch
        {
            1 => words[0].Words,
            > most => $"{words.Count} × {key}",
            _ => string.Join(apart, words.Select(one => $"{(one.Labels.Count == labels ? "" : string.Join(" / ", one.Labels) + colon)}{(one.Words.Length > 0 ? one.Words : ReportText.None)}")),
        };
    }

    private static string Exactness(Study study, string counted, string sampled)
    {
        var pairs = study.Comparisons.SelectMany(result => result.Pairs).ToList();
        return pairs.All(pair => pair.Test.IsExact) ? counted : pairs.Any(pair => pair.Test.IsExact) ? $"{counted} / {sampled}" : sampled;
    }

    private static string Dates(StudyFacts facts, string from, string to, string on)
    {
        var (first, last) = (Day(facts.First), Day(facts.Last));
        return first == last ? $"{on} {first}" : $"{from} {first} {to} {last}";
    }

    private static string Day(DateTimeOffset time) => time.ToUniversalTime().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
