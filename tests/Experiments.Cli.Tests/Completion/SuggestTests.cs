using Experiments.Cli.Completion;

namespace Experiments.Cli.Tests.Completion;

public class SuggestTests
{
    private static IReadOnlyList<string> Words(string line) => SuggestDirective.Words(CommandLine.Create(), line);

    [Fact]
    public void Every_verb_is_offered_at_the_start_of_a_line() =>
        Assert.Equal(CommandLine.Create().Subcommands.Where(verb => !verb.Hidden).Select(verb => verb.Name).Order(), Words("").Order());

    [Fact]
    public void Every_option_of_every_verb_is_offered()
    {
        foreach (var verb in CommandLine.Create().Subcommands)
        {
            var own = verb.Options.Where(option => !option.Hidden).Select(option => option.Name);
            Assert.Equal(own.Concat(["--debug", "--torch", "--help"]).Order(), Words($"{verb.Name} --").Order());
        }
    }

    [Theory]
    [InlineData("list ", "scheme")]
    [InlineData("list s", "schedule")]
    [InlineData("list --language ", "zh-CN")]
    [InlineData("new --model v", "vgg")]
    [InlineData("new --data d", "digits")]
    [InlineData("completion f", "fish")]
    [InlineData("run x.json --device c", "cuda:0")]
    [InlineData("run x.json --set optimizer.l", "optimizer.lr=")]
    [InlineData("run x.json --seed 3 --set optimizer=ad", "optimizer=adamw")]
    [InlineData("run x.json ", "--resume")]
    [InlineData("evaluate runs/x --weights ", "ema")]
    [InlineData("predict runs/x --weights l", "last")]
    [InlineData("evaluate runs/x --set data.t", "data.test_path=")]
    [InlineData("evaluate runs/x --split ", "validation")]
    public void Completion_offers_the_possible_words(string line, string word) => Assert.Contains(word, Words(line));

    [Theory]
    [InlineData("run x.json --set ")]
    [InlineData("list ")]
    [InlineData("new --data ")]
    public void Options_are_not_mixed_with_words(string line) => Assert.DoesNotContain(Words(line), word => word.StartsWith('-'));

    [Fact]
    public void Completion_offers_the_values_of_evaluate()
    {
        Assert.Superset(new HashSet<string> { "best", "ema", "last", "initial", "data/" }, Words("evaluate runs/x --weights ").ToHashSet());
        Assert.Equal(["data.", "device=", "threads="], Words("evaluate runs/x --set "));
        Assert.Equal(["data.eval_batch_size=", "data.path=", "data.test_path="], Words("evaluate runs/x --set data."));
        Assert.Empty(Words("evaluate runs/x --set optimizer."));
    }

    [Fact]
    public void The_nouns_of_list_are_those_of_the_registries_and_metric() =>
        Assert.Equal(Registries.All.Select(registry => registry.Noun).Append("metric").Order(), Words("list ").Order());

    [Fact]
    public void Text_after_the_position_is_ignored() =>
        Assert.Equal("run\n", Cli.Run("[suggest:2]", "ru --quiet").Output);
}
