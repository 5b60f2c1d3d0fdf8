namespace Experiments.Tests.Experiment;

public sealed class ConfigReaderTests : IDisposable
{
    private readonly ConfigFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void What_is_given_replaces_a_default_list_and_merges_with_a_default_object()
    {
        var toy = _folder.BindToy("""{"name": "toy", "needed": "square", "sizes": [10], "extra": []}""", "shape.radius=0.3",
            "needed.inner=circle");

        Assert.Equal([10], toy.Sizes);
        Assert.Equal([], toy.Extra!);
        Assert.Equal(new ToyCircle { Radius = 0.3 }, toy.Shape);
        Assert.Equal(new ToySquare { Inner = new ToyCircle() }, toy.Needed);
        Assert.Equal(5, toy.Nested.Depth);
    }

    [Fact]
    public void All_mistakes_of_a_config_are_reported_at_once_in_the_order_of_the_file()
    {
        var mistakes = _folder.MistakesOf(
            """
            {
              "nmae": "toy",
              "needed": {"kind": "sqare"},
              "count": "7",
              "shape": {"side": 3, "kind": "circle"}
            }
            """,
            "nested.dept=3");

        Assert.Equal(
            [
                "toy.json:1:1: name is missing; lower-case letters is expected.",
                "toy.json:2:3: nmae is not a key of a config (known: name, count, large, ratio, free, flag, mode, note, sizes, extra, "
                    + "shape, needed, maybe, nested, rules); did you mean 'name'?",
                "toy.json:3:22: needed.kind is \"sqare\"; circle or square is expected; did you mean 'square'?",
                "toy.json:4:12: count is the text \"7\"; a whole number from 1 to 1000 is expected, without quotes.",
                "toy.json:5:13: shape.side is a key of square, not of circle (known: radius, colour, kind).",
                "--set nested.dept=3: nested.dept is not a key of nested (known: depth, limit); did you mean 'depth'?",
            ],
            mistakes);
    }
}
