namespace LibTorchSharp.Tests;

public class ComparisonTests
{
    private static readonly Case Row = new("THSTensor_exp", _ => { });

    private static int Differences(Rounding rounding, string left, string right) =>
        Comparison.Differences(Row.Within(rounding), Result(left), Result(right)).Count();

    private static CaseResult Result(string text) => new(null, [], [("result", text), ("#note", text)], false);

    [Theory]
    [InlineData("float32 [2] 1 2", "float32 [2] 1 2.0000002")]
    [InlineData("float32 [2] 1 2", "float32 [1,2] 1 2")]
    [InlineData("float32 [2] 1 2", "float64 [2] 1 2")]
    [InlineData("float32 [2] 1 2", "float32 [2] 2 1")]
    [InlineData("float32 [1] 0", "float32 [1] -0")]
    [InlineData("float32 [1] 1", "null")]
    public void Without_rounding_every_difference_counts(string left, string right) =>
        Assert.Equal(1, Differences(Rounding.None, left, right));

    [Fact]
    public void Rounding_allows_as_many_epsilons_as_it_states()
    {
        Assert.Equal(0, Differences(Rounding.Function, "float32 [1] 1", "float32 [1] 1.0000004"));
        Assert.Equal(1, Differences(Rounding.Function, "float32 [1] 1", "float32 [1] 1.0000006"));
        Assert.Equal(1, Differences(Rounding.Function, "float64 [1] 1", "float64 [1] 1.0000004"));
        Assert.Equal(1, Differences(Rounding.Solver, "float32 [1] 1", "float32 [1] NaN"));
    }

    [Fact]
    public void Rounding_never_hides_a_shape_or_a_whole_number()
    {
        Assert.Equal(1, Differences(Rounding.Solver, "float32 [1000000] 1", "float32 [1000001] 1"));
        Assert.Equal(1, Differences(Rounding.Solver, "int64 [1] 1000000", "int64 [1] 1000001"));
    }

    [Fact]
    public void A_result_of_only_one_library_is_a_difference() =>
        Assert.Single(Comparison.Differences(Row, Result("null"),
            Result("null") with { Observations = [("result", "null"), ("error", "reported")] }));

    [Fact]
    public void Results_survive_the_file()
    {
        string[] lines = ["case THSTensor_exp#1", "called THSTensor_exp", "= result float32 [1] 1", "failed", "crashed THSTensor_log#1",
            "case THSTensor_sin#1", "missing THSTensor_sin", "called ", "passed"];
        var results = ResultFile.Read(lines);
        Assert.True(results["THSTensor_exp#1"].Failed);
        Assert.Equal(("result", "float32 [1] 1"), Assert.Single(results["THSTensor_exp#1"].Observations));
        Assert.Equal("crashed", Assert.Single(results["THSTensor_log#1"].Observations).Slot);
        Assert.Equal("THSTensor_sin", results["THSTensor_sin#1"].Missing);
    }
}
