using Experiments.Runs;

namespace Experiments.Sweeps;

/// <summary>How the results of a sweep are compared.</summary>
public sealed record CompareOptions
{
    [Option("by", "The coordinate whose values are compared with one another; null takes the first axis that is not a range to draw from.",
        Chinese = "按哪个坐标比较；null 表示第一个不是抽样范围的轴。")]
    public string? By { get; init; }

    [Option("metrics", "What is compared: SPLIT.METRIC, at the end of the run, or best.SPLIT.METRIC, at the evaluation that selects; [] takes the selecting metric on the test split.",
        Pattern = MetricKey.Pattern, PatternInWords = "SPLIT.METRIC or best.SPLIT.METRIC, such as test.accuracy",
        Chinese = "比较哪些指标：划分.指标 取运行结束时的值，best.划分.指标 取被选中的那次评估的值；[] 表示测试集上用于选择的指标。")]
    public IReadOnlyList<string> Metrics { get; init; } = [];

    [Option("alpha", "The level of all comparisons of one metric together: the chance of calling anything separated that is not.",
        Minimum = 0, ExclusiveMinimum = true, Maximum = 1, ExclusiveMaximum = true,
        Chinese = "同一指标的全部比较合在一起的显著性水平：把本无差别者误判为有差别的概率。")]
    public double Alpha { get; init; } = 0.05;

    [Option("targets", "Values to reach, whose steps are compared too.", Chinese = "要达到的目标值，并比较达到它所需的步数。")]
    public IReadOnlyList<CompareTarget> Targets { get; init; } = [];
}
