namespace Experiments.Cli.Tests;

public sealed class LinesTests
{
    [Fact]
    public void Text_that_fits_is_unchanged() => Assert.Equal(["epoch 1  step 40"], Lines.Fit("epoch 1  step 40", 16));

    [Fact]
    public void Longer_text_wraps_between_words_and_continues_indented() =>
        Assert.Equal(["the quick brown", "    fox jumps", "    over"], Lines.Fit("the quick brown fox jumps over", 15));

    [Fact]
    public void A_word_that_is_longer_than_a_line_is_cut() => Assert.Equal(["aaaaaaaaaa", "    aaaaa"], Lines.Fit(new string('a', 15), 10));

    [Theory]
    [InlineData(20)]
    [InlineData(33)]
    [InlineData(80)]
    public void No_line_is_longer_than_the_width_and_no_word_is_lost(int width)
    {
        const string text = "epoch 57   step 2280   train 0.0027    validation 0.0483  accuracy 0.9944   test 0.0617  accuracy 0.9861";
        var lines = Lines.Fit(text, width).ToList();
        Assert.All(lines, line => Assert.InRange(line.Length, 1, width));
        Assert.Equal(text.Split(' ', StringSplitOptions.RemoveEmptyEntries),
            string.Join(' ', lines).Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }
}
