namespace Experiments.Tests.Sweeps;

public sealed class ExpansionTests : IDisposable
{
    private readonly SweepBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void The_last_axis_varies_fastest() => Assert.Equal(
        ["policy=a, lr=0.1", "policy=a, lr=0.2", "policy=b, lr=0.1", "policy=b, lr=0.2"],
        Points("""
            "axes": [
              { "name": "policy", "patches": { "a": { "init.weight": "zeros" }, "b": { "init.weight": "ones" } } },
              { "name": "lr", "key": "optimizer.lr", "values": [0.1, 0.2] }
            ]
            """));

    [Fact]
    public void Zipped_axes_vary_together() => Assert.Equal(
        ["optimizer.lr=0.1, data.batch_size=32", "optimizer.lr=0.2, data.batch_size=64"],
        Points("""
            "axes": [{ "zip": [{ "key": "optimizer.lr", "values": [0.1, 0.2] }, { "key": "data.batch_size", "values": [32, 64] }] }]
            """));

    [Fact]
    public void Excluded_points_are_left_out() => Assert.Equal(
        ["optimizer.lr=0.1, data.batch_size=32", "optimizer.lr=0.1, data.batch_size=64", "optimizer.lr=0.2, data.batch_size=64"],
        Points("""
            "axes": [{ "key": "optimizer.lr", "values": [0.1, 0.2] }, { "key": "data.batch_size", "values": [32, 64] }],
            "exclude": [{ "optimizer.lr": 0.2, "data.batch_size": 32 }]
            """));

    [Fact]
    public void An_exclusion_that_matches_no_point_is_refused() => Refuses("""
        "axes": [{ "zip": [{ "key": "optimizer.lr", "values": [0.1, 0.2] }, { "key": "data.batch_size", "values": [32, 64] }] }],
        "exclude": [{ "optimizer.lr": 0.2, "data.batch_size": 32 }]
        """, "this exclusion matches no point.");

    [Fact]
    public void Exclusions_of_all_points_are_refused() => Refuses("""
        "axes": [{ "key": "optimizer.lr", "values": [0.1] }], "exclude": [{ "optimizer.lr": 0.1 }]
        """, "the exclusions leave no cell.");

    [Fact]
    public void Too_many_cells_are_refused_before_they_are_made() => Refuses("""
        "axes": [{ "key": "optimizer.lr", "values": [1, 2, 3] }, { "seeds": 1000000 }]
        """, "the axes have 3,000,000 cells; the limit is 1,000,000.");

    // Labels are compared at the points that they share.
    [Fact]
    public void Every_value_of_the_compared_axis_is_run_at_each_drawn_point()
    {
        const string Axes = """ "axes": [{ "key": "optimizer.lr", "log_uniform": [0.001, 1] }, { "name": "policy", "patches": { "a": """
            + """{ "init.weight": "zeros" }, "b": { "init.weight": "ones" } } }], "random": { "count": 3 } """;
        // By default, the compared axis is the first axis with listed values, at any position in the file.
        Assert.Equal(Points(Axes + """, "compare": { "by": "policy" } """), Points(Axes));
        Assert.Equal("policy", _bench.Read(Axes).ComparedBy);
        var points = Points(Axes).Select(point => point.Split(", policy=")).ToList();
        Assert.Equal(["a", "b", "a", "b", "a", "b"], points.Select(point => point[1]));
        Assert.Equal(3, points.Select(point => point[0]).Distinct().Count());
        Assert.All(points.Chunk(2), pair => Assert.Equal(pair[0][0], pair[1][0]));
        Assert.Equal(3, Points(Axes + """, "compare": { "by": "optimizer.lr" } """).Count);
    }

    [Fact]
    public void Too_many_values_to_compare_pair_by_pair_are_refused() => Refuses("""
        "axes": [{ "key": "optimizer.lr", "log_uniform": [0.001, 1] }], "random": { "count": 70000 }
        """, "70,000 values of optimizer.lr are compared pair by pair; the limit is 10,000.");

    [Fact]
    public void A_drawn_point_runs_with_the_labels_that_are_not_excluded_there() => Assert.Equal(
        ["data.batch_size=16, optimizer.lr=0.1", "data.batch_size=16, optimizer.lr=0.2", "data.batch_size=32, optimizer.lr=0.2"],
        Points("""
            "axes": [{ "key": "data.batch_size", "values": [16, 32] }, { "key": "optimizer.lr", "values": [0.1, 0.2] }], "random": { "count": 2 },
            "compare": { "by": "optimizer.lr" }, "exclude": [{ "data.batch_size": 32, "optimizer.lr": 0.1 }]
            """).Order(StringComparer.Ordinal));

    [Fact]
    public void A_larger_count_keeps_the_points_of_a_smaller_one()
    {
        const string Axes = """ "axes": [{ "key": "optimizer.lr", "log_uniform": [0.001, 1] }, """
        + """{ "key": "data.batch_size", "values": [16, """
            + """32, 64] }], """;
        var few = Points(Axes + "\"random\": { \"count\": 5 }");
        var many = Points(Axes + "\"random\": { \"count\": 9 }");
        Assert.Equal(few, many.Take(15));
        Assert.Equal(27, many.Distinct().Count());
        Assert.NotEqual(few, Points(Axes + "\"random\": { \"count\": 5, \"seed\": 1 }"));
    }

    [Fact]
    public void More_points_than_exist_can_not_be_drawn() => Refuses("""
        "axes": [{ "key": "data.batch_size", "integers": [16, 18] }], "random": { "count": 4 }
        """, "random.count asks for 4 different points, but only 3 were found; reduce random.count");

    [Fact]
    public void An_axis_that_is_compared_is_not_drawn_and_the_refusal_says_so() => Refuses("""
        "axes": [{ "key": "data.batch_size", "values": [16, 32, 64] }, { "seeds": 2 }], "random": { "count": 4 }
        """,
        "random.count asks for 4 different points, but only 1 was found (the axis data.batch_size is compared and therefore not drawn: "
            + "each of its values is run at every point); reduce random.count");

    [Theory]
    [InlineData("uniform", 2.0, 4.0)]
    [InlineData("log_uniform", 0.001, 1.0)]
    public void Drawn_values_follow_the_distribution_of_the_axis(string kind, double low, double high)
    {
        var drawn = _bench.Read(
            $$""" "axes": [{ "key": "optimizer.lr", "{{kind}}": [{{Number(low)}}, {{Number(high)}}] }], "random": { "count": 2000 } """);
        var values = Expansion.Of(drawn)
            .Select(point => double.Parse(point.Coordinates["optimizer.lr"], System.Globalization.CultureInfo.InvariantCulture)).ToList();
        // Returns the Kolmogorov distance from the expected distribution. The critical value at 0.1% is 1.95 / √n. For a wrong
        // distribution, the distance is far larger.
        double Distance(Func<double, double> share) =>
            values.Order().Select((value, i) => Math.Abs(share(value) - ((i + 0.5) / values.Count))).Max();
        double Linear(double value) => (value - low) / (high - low);
        double Logarithmic(double value) => Math.Log(value / low) / Math.Log(high / low);
        var (meant, other) = kind == "uniform" ? (Distance(Linear), Distance(Logarithmic)) : (Distance(Logarithmic), Distance(Linear));
        Assert.True(meant < 1.95 / Math.Sqrt(2000), $"{meant}");
        Assert.True(other > 1.95 / Math.Sqrt(2000), $"{other}");
    }

    [Fact]
    public void Drawn_whole_numbers_include_both_ends()
    {
        var points = Points(""" "axes": [{ "key": "data.batch_size", "integers": [3, 5] }], "random": { "count": 3 } """);
        Assert.Equal(["data.batch_size=3", "data.batch_size=4", "data.batch_size=5"], points.Order());
    }

    private static string Number(double value) => CanonicalJson.Number(value);

    private List<string> Points(string keys) => [.. Expansion.Of(_bench.Read(keys)).Select(point => point.InWords)];

    private void Refuses(string keys, string sentence)
    {
        var refusal = Assert.ThrowsAny<InputException>(() => Expansion.Of(_bench.Read(keys)));
        Assert.Contains(sentence, refusal.Message, StringComparison.Ordinal);
    }
}
