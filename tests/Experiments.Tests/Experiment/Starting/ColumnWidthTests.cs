namespace Experiments.Tests.Experiment.Starting;

public class ColumnWidthTests
{
    [Theory]
    [InlineData("", 0)]
    [InlineData("ReLU η", 6)]
    [InlineData("学习率", 6)]
    [InlineData("学习率 η。", 10)]
    public void A_Han_character_and_its_punctuation_are_two_columns_wide(string text, int columns) =>
        Assert.Equal(columns, ColumnWidth.Of(text));

    [Fact]
    public void Lines_break_at_spaces_and_between_Han_characters() =>
        Assert.Equal(["one two", "three 权重", "的初始化方", "案"], ColumnWidth.Wrap("one two three 权重的初始化方案", 10));

    [Fact]
    public void No_line_begins_with_what_closes_the_one_before() =>
        Assert.All(ColumnWidth.Wrap("初始化、数据顺序和随机失活，各用一个随机流；共三个。", 12), line => Assert.DoesNotContain(line[0], "，。、；"));

    [Theory]
    [InlineData(6)]
    [InlineData(17)]
    [InlineData(80)]
    public void Wrapping_loses_nothing(int columns)
    {
        const string text = "libtorch、OpenMP 和 BLAS 的 CPU 线程数；它会改变结果，so it is never taken from the machine.";
        Assert.Equal(text.Replace(" ", "", StringComparison.Ordinal),
            string.Concat(ColumnWidth.Wrap(text, columns)).Replace(" ", "", StringComparison.Ordinal));
    }
}
