namespace Experiments.Tests.Experiment;

public sealed class LayersTests : IDisposable
{
    private readonly ConfigFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Layers_lie_over_one_another_from_the_defaults_to_the_command_line()
    {
        _folder.Write("base/one.json", """{"count": 10, "large": 10, "ratio": 0.5, "name": "one"}""");
        _folder.Write("base/two.json", """{"extends": "one.json", "count": 20, "large": 20}""");

        var toy = _folder.BindToy("""{"extends": "base/two.json", "count": 30, "needed": "circle"}""", "needed.colour=blue");

        Assert.Equal(("one", 30, 20, 0.5), (toy.Name, toy.Count, toy.Large, toy.Ratio));
        Assert.Equal("fan_in", toy.Mode);
        Assert.Equal("blue", toy.Needed.Colour);
    }

    [Fact]
    public void Of_several_extended_files_the_later_is_the_stronger()
    {
        _folder.Write("a.json", """{"count": 1, "large": 1, "name": "a"}""");
        _folder.Write("b.json", """{"count": 2}""");

        var toy = _folder.BindToy("""{"extends": ["a.json", "b.json"], "needed": "circle"}""");

        Assert.Equal((2, 1), (toy.Count, toy.Large));
    }

    [Fact]
    public void Lists_replace_and_so_does_an_empty_one_and_null()
    {
        _folder.Write("a.json",
            """{"name": "a", "needed": "circle", "sizes": [256, 128, 64], "extra": [1], "rules": [{"match": "x"}], "maybe": "square"}""");

        var toy = _folder.BindToy("""{"extends": "a.json", "sizes": [10], "extra": null, "rules": [], "maybe": null}""");

        Assert.Equal([10], toy.Sizes);
        Assert.Null(toy.Extra);
        Assert.Empty(toy.Rules);
        Assert.Null(toy.Maybe);
    }

    [Fact]
    public void An_object_whose_kind_changes_replaces_and_one_whose_kind_stays_merges()
    {
        _folder.Write("a.json",
            """{"name": "a", "needed": {"kind": "circle", "radius": 3, "colour": "blue"}, "shape": {"kind": "square", "side": """
                + """7, "colour": "blue"}}""");

        var toy = _folder.BindToy(
            """{"extends": "a.json", "needed": {"kind": "square"}, "shape": {"kind": "square", "colour": "green"}}""");

        Assert.Equal(new ToySquare(), toy.Needed);
        Assert.Equal(new ToySquare { Side = 7, Colour = "green" }, toy.Shape);
    }

    [Fact]
    public void An_object_without_a_kind_takes_that_of_the_weaker_layer_or_of_the_default()
    {
        _folder.Write("a.json", """{"name": "a", "needed": {"kind": "square", "side": 7}}""");

        var toy = _folder.BindToy("""{"extends": "a.json", "needed": {"colour": "green"}, "shape": {"radius": 4}}""");

        Assert.Equal(new ToySquare { Side = 7, Colour = "green" }, toy.Needed);
        Assert.Equal(new ToyCircle { Radius = 4 }, toy.Shape);
    }

    [Fact]
    public void A_word_merges_as_the_object_that_it_stands_for()
    {
        _folder.Write("a.json", """{"name": "a", "needed": {"kind": "square", "side": 7}, "shape": "square"}""");

        var toy = _folder.BindToy("""{"extends": "a.json", "needed": "square", "shape": {"side": 4}}""");

        Assert.Equal(new ToySquare { Side = 7 }, toy.Needed);
        Assert.Equal(new ToySquare { Side = 4 }, toy.Shape);
    }

    [Fact]
    public void A_key_named_kind_that_chooses_nothing_is_a_key_like_any_other()
    {
        var toy = _folder.BindToy("""{"name": "a", "needed": "circle", "rules": [{"match": "x", "kind": "linear"}]}""",
            "rules.0.kind=conv");

        Assert.Equal([new ToyRule { Match = "x", Kind = "conv" }], toy.Rules);
    }

    [Fact]
    public void A_file_may_be_extended_along_two_ways()
    {
        _folder.Write("root.json", """{"name": "root", "needed": "circle"}""");
        _folder.Write("a.json", """{"extends": "root.json", "count": 5}""");
        _folder.Write("b.json", """{"extends": "root.json", "large": 6}""");

        var (document, files) = ConfigReader.Resolve(Toy.Catalog, _folder.Write("toy.json", """{"extends": ["a.json", "b.json"]}"""), []);

        Assert.Equal("root", document["name"]!.GetValue<string>());
        Assert.Equal(["root.json", "a.json", "b.json", "toy.json"], files.Select(file => Path.GetFileName(file)));
    }

    [Fact]
    public void Files_that_extend_one_another_in_a_circle_are_named()
    {
        _folder.Write("a.json", """{"extends": "b.json"}""");
        _folder.Write("b.json", """{"extends": ["toy.json"]}""");

        Assert.Equal(
            "b.json:1:14: extends forms a cycle: toy.json extends a.json extends b.json extends toy.json.",
            Assert.Single(_folder.MistakesOf("""{"extends": "a.json"}""")));
    }

    [Fact]
    public void Files_that_double_at_every_level_are_refused()
    {
        _folder.Write("level0.json", "{}");
        for (var level = 1; level <= 20; level++)
            _folder.Write($"level{level}.json", $$"""{"extends": ["level{{level - 1}}.json", "level{{level - 1}}.json"]}""");

        Assert.All(_folder.MistakesOf("""{"extends": "level20.json"}"""),
            mistake => Assert.Contains("extends includes more than 100 files", mistake, StringComparison.Ordinal));
    }

    [Fact]
    public void A_missing_extended_file_is_named_where_it_is_asked_for_with_its_neighbour()
    {
        _folder.Write("base/fashion.json", "{}");

        var mistakes = _folder.MistakesOf(
            """
            {
              "extends": "base/fahsion.json",
              "count": "1"
            }
            """);

        Assert.Equal(
            [
                "toy.json:2:14: extends names 'base/fahsion.json': there is no such file; did you mean 'fashion.json'?",
                "toy.json:3:12: count is the text \"1\"; a whole number from 1 to 1000 is expected, without quotes.",
            ],
            mistakes);
    }

    [Theory]
    [InlineData("3", "extends is 3; a file name, or a list of file names, is expected.")]
    [InlineData("\"\"", "extends is \"\"; a file name, or a list of file names, is expected.")]
    [InlineData("null", "extends is null; a file name, or a list of file names, is expected.")]
    [InlineData("[\"toy.json\", {}]", "extends is an object; a file name, or a list of file names, is expected.")]
    [InlineData("\"a\\u0000b\"", "extends is \"a\\u0000b\", which is not a file name.")]
    [InlineData("\".\"", "it is a folder; name a config file.")]
    public void Extends_that_names_no_file_is_refused(string value, string expected) =>
        Assert.Contains(_folder.MistakesOf($$"""{"extends": {{value}}}"""),
            mistake => mistake.EndsWith(expected, StringComparison.Ordinal));

    [Fact]
    public void A_mistake_in_a_weaker_file_is_found_even_where_a_stronger_layer_replaces_it()
    {
        _folder.Write("a.json", """{"name": "a", "count": "7", "needed": {"kind": "circle", "radius": -1}}""");

        var mistakes = _folder.MistakesOf("""{"extends": "a.json", "count": 7, "needed": {"kind": "square"}}""");

        Assert.Equal(
            [
                "a.json:1:24: count is the text \"7\"; a whole number from 1 to 1000 is expected, without quotes.",
                "a.json:1:68: needed.radius is the number -1; a number above 0 is expected.",
            ],
            mistakes);
    }

    [Fact]
    public void A_mistake_is_blamed_on_the_layer_that_wrote_it()
    {
        _folder.Write("a.json", """{"name": "a", "needed": {"kind": "circle", "radius": 2}}""");

        var mistakes = _folder.MistakesOf("""{"extends": "a.json", "needed": {"side": 1}}""", "needed.colour=3");

        Assert.Equal(
            [
                "toy.json:1:34: needed.side is a key of square, not of circle (known: radius, colour, kind).",
                "--set needed.colour=3: needed.colour is the number 3; text is expected, in quotes: \"3\".",
            ],
            mistakes);
    }

    [Fact]
    public void A_config_that_is_not_there_is_named_with_its_neighbour()
    {
        _folder.Write("digits.json", "{}");

        var refused = Assert.Throws<InputException>(() => ConfigReader.Resolve(Toy.Catalog, _folder.PathOf("digit.json"), []));

        Assert.Equal($"{_folder.PathOf("digit.json")}: there is no such file; did you mean 'digits.json'?", refused.Message);
    }

    [Fact]
    public void Extended_files_are_named_relative_to_the_working_folder_when_the_config_was()
    {
        _folder.Write("base/a.json", """{"x": 1}""");
        var relative = Path.GetRelativePath(Environment.CurrentDirectory,
            _folder.Write("toy.json", """{"extends": "./base/a.json", "name": "a", "needed": "circle"}"""));

        var refused = Assert.Throws<InputException>(() => ConfigReader.Resolve(Toy.Catalog, relative, []));

        Assert.StartsWith($"{Path.GetRelativePath(Environment.CurrentDirectory, _folder.PathOf("base/a.json"))}:1:2: x is not a key",
            refused.Message, StringComparison.Ordinal);
    }
}
