namespace Experiments.Tests.Experiment;

public sealed class SetTests : IDisposable
{
    private const string Minimal =
        """{"name": "toy", "needed": "circle", "sizes": [1, 2, 3], "rules": [{"match": "a", "shape": "circle"}]}""";

    private readonly ConfigFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_value_is_JSON_of_any_type()
    {
        var toy = _folder.BindToy(Minimal, "count=5", "ratio=2.5e-1", "flag=false", "note=\"a b\"", "extra=[1, 2.5]",
            "shape={\"kind\": \"square\", \"side\": 3}", "nested.limit=9", "maybe=null");

        Assert.Equal((5, 0.25, false, "a b"), (toy.Count, toy.Ratio, toy.Flag, toy.Note));
        Assert.Equal([1, 2.5], toy.Extra!);
        Assert.Equal(new ToySquare { Side = 3 }, toy.Shape);
        Assert.Equal(9, toy.Nested.Limit);
        Assert.Null(toy.Maybe);
    }

    [Fact]
    public void A_bare_word_is_text_where_the_key_takes_text_and_a_choice_where_it_takes_one()
    {
        var toy = _folder.BindToy(Minimal, "mode=fan_out", "shape=square", "maybe.kind=square", "note=a=b");

        Assert.Equal(("fan_out", "a=b"), (toy.Mode, toy.Note));
        Assert.Equal(new ToySquare(), toy.Shape);
        Assert.Equal(new ToySquare(), toy.Maybe);
    }

    [Fact]
    public void Later_ones_are_stronger_and_a_change_of_kind_drops_the_keys_of_the_old_one()
    {
        var toy = _folder.BindToy(Minimal, "needed.radius=5", "needed.colour=blue", "needed.kind=square", "needed.side=6", "needed.side=7");

        Assert.Equal(new ToySquare { Side = 7 }, toy.Needed);
    }

    [Fact]
    public void A_number_in_the_path_chooses_an_element_of_a_list()
    {
        var toy = _folder.BindToy(Minimal, "sizes.1=20", "rules.0.shape.radius=4", "rules.0.kind=conv");

        Assert.Equal([1, 20, 3], toy.Sizes);
        Assert.Equal([new ToyRule { Match = "a", Kind = "conv", Shape = new ToyCircle { Radius = 4 } }], toy.Rules);
    }

    [Theory]
    [InlineData("count", "KEY=VALUE is expected, such as --set optimizer.lr=0.1.")]
    [InlineData("=3", "the key before '=' must be names with single dots between them, such as optimizer.lr.")]
    [InlineData("nested..depth=3", "the key before '=' must be names with single dots between them, such as optimizer.lr.")]
    [InlineData("count=", "there is no value after '='; write '\"\"' for an empty text.")]
    [InlineData("count=many", "count is many; a whole number from 1 to 1000 is expected; many is not JSON.")]
    [InlineData("flag=True", "flag is True; true or false is expected; True is not JSON.")]
    [InlineData("ratio=.5", "ratio is .5; a number of 0 or more and below 1 is expected; .5 is not JSON.")]
    [InlineData("note=12", "note is the number 12; text or null is expected, in quotes: \"12\".")]
    [InlineData("mode=fan_inn", "mode is fan_inn; fan_in or fan_out is expected; did you mean 'fan_in'?")]
    [InlineData("shape=sqare", "shape.kind is sqare; circle or square is expected; did you mean 'square'?")]
    [InlineData("sizes.3=1", "sizes is a list; use a number from 0 to 2 to choose an element, not '3'.")]
    [InlineData("sizes.first=1", "sizes is a list; use a number from 0 to 2 to choose an element, not 'first'.")]
    [InlineData("extra.0=1", "extra is a list that no config file sets, so the list has no elements; set the whole list.")]
    [InlineData("count.x=1", "count is an object; a whole number from 1 to 1000 is expected.")]
    [InlineData("extends=base.json", "extends can be set only in a config file.")]
    [InlineData("cuont=3", "cuont is not a key of a config (known: name, count, large, ratio, free, flag, mode, note, sizes, extra, shape, "
        + "needed, maybe, nested, rules); did you mean 'count'?")]
    [InlineData("shape={\"kind\": \"circle\"", "this is not valid JSON: the text ends before all objects and lists are closed.")]
    public void An_argument_that_is_wrong_is_quoted_and_explained(string argument, string expected)
    {
        var mistake = Assert.Single(_folder.MistakesOf(Minimal, argument));

        Assert.StartsWith($"--set {argument}", mistake, StringComparison.Ordinal);
        Assert.EndsWith(": " + expected, mistake, StringComparison.Ordinal);
    }

    [Fact]
    public void A_path_of_thousands_of_steps_is_refused() =>
        Assert.EndsWith(
            "the key before '=' has more than 32 names; every key has fewer.",
            Assert.Single(_folder.MistakesOf(Minimal, string.Join('.', Enumerable.Repeat("Serilog", 50_000)) + "=1")),
            StringComparison.Ordinal);

    [Fact]
    public void Arguments_that_together_nest_deeper_than_a_file_may_are_refused()
    {
        var below = string.Concat(Enumerable.Repeat("[", 20)) + string.Concat(Enumerable.Repeat("]", 20));

        Assert.Contains("is nested more than 32 levels",
            Assert.Single(_folder.MistakesOf(Minimal, "Serilog." + string.Join('.', Enumerable.Repeat("a", 20)) + "=" + below)),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Control_characters_of_an_argument_do_not_reach_the_terminal()
    {
        var mistake = Assert.Single(_folder.MistakesOf(Minimal, "no\u001b[31mte=1"));

        Assert.DoesNotContain('\u001b', mistake);
        Assert.Contains("\\u001b", mistake, StringComparison.Ordinal);
    }
}
