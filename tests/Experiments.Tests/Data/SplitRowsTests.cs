namespace Experiments.Tests.Data;

public class SplitRowsTests
{
    private static SplitRows Draw(long n, double test, double validation, long? limit = null, long seed = 0) =>
        SplitRows.Draw(n, test, validation, limit, seed, "the file");

    [Fact]
    public void The_parts_have_each_row_once()
    {
        var rows = Draw(101, 0.2, 13);
        Assert.Equal((20, 13, 68), (rows.Test.Length, rows.Validation.Length, rows.Train.Length));
        Assert.Equal(Enumerable.Range(0, 101).Select(i => (long)i), rows.Test.Concat(rows.Validation).Concat(rows.Train).Order());
    }

    [SkippableFact]
    public void The_parts_are_those_of_PyTorchs_randperm()
    {
        var rows = Draw(50, 0.2, 0.1, seed: 11);
        var printed = PyTorch.Prints(
            "import torch\nprint(*torch.randperm(50, generator=torch.Generator().manual_seed(11)).tolist(), sep=',')");
        Assert.Equal(printed, string.Join(',', rows.Test.Concat(rows.Validation).Concat(rows.Train)));
    }

    [Fact]
    public void A_limit_takes_from_training_only_and_a_smaller_one_is_a_part_of_a_larger()
    {
        var (all, many, few) = (Draw(100, 20, 10), Draw(100, 20, 10, limit: 50), Draw(100, 20, 10, limit: 5));
        Assert.Equal(all.Test, few.Test);
        Assert.Equal(all.Validation, few.Validation);
        Assert.Equal(all.Train[..50], many.Train);
        Assert.Equal(all.Train[..5], few.Train);
    }

    [Fact]
    public void A_limit_beyond_the_training_rows_changes_nothing() => Assert.Equal(70, Draw(100, 20, 10, limit: 1_000_000).Train.Length);

    [Fact]
    public void Another_seed_draws_another_split() => Assert.NotEqual(Draw(100, 20, 10).Test, Draw(100, 20, 10, seed: 1).Test);

    [Theory]
    [InlineData(0, 10, 0)]
    [InlineData(0.2, 1797, 359)] // 359.4
    [InlineData(0.25, 10, 3)] // 2.5: away from zero
    [InlineData(0.1, 30, 3)]
    [InlineData(1, 10, 1)]
    [InlineData(5000, 60000, 5000)]
    public void Below_one_is_a_share_rounded_to_the_nearest_and_from_one_a_number(double amount, long n, long expected) =>
        Assert.Equal(expected, SplitRows.Count(amount, n));

    [Theory]
    [InlineData(0.9, 0.1)]
    [InlineData(10, 0)]
    [InlineData(1e300, 0)]
    public void A_split_that_leaves_nothing_to_train_on_is_refused(double test, double validation)
    {
        var error = Assert.Throws<InputException>(() => Draw(10, test, validation));
        Assert.Matches("^the file has 10 examples, but .* leave none to train on; hold out fewer examples.$", error.Message);
    }

    [Fact]
    public void A_number_that_is_not_whole_is_a_mistake()
    {
        Assert.Equal(["test is 2.5; a share of the examples (below 1) or a whole number of examples is expected"],
            SplitRows.Mistakes("test", 2.5));
        Assert.Empty(SplitRows.Mistakes("test", 0.5).Concat(SplitRows.Mistakes("test", 3)));
    }
}
