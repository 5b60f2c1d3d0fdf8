namespace Experiments.Tests.Errors;

public class NamesTests
{
    private static readonly string[] Known = ["lr", "momentum", "weight_decay", "nesterov", "kaiming_normal", "kaiming_uniform", "a"];

    [Theory]
    [InlineData("momentun", "momentum")] // one letter wrong
    [InlineData("mometnum", "momentum")] // neighbours swapped
    [InlineData("weight-decay", "weight_decay")] // the other dash
    [InlineData("WeightDecay", "weight_decay")] // camel case
    [InlineData("LR", "lr")]
    [InlineData("kaiming_norml", "kaiming_normal")]
    [InlineData("kaimingnormal", "kaiming_normal")]
    public void The_name_that_was_meant_is_found(string given, string meant) => Assert.Equal(meant, Names.Nearest(given, Known));

    [Theory]
    [InlineData("dropout")]
    [InlineData("b")] // one letter away from "a", but with nothing in common
    [InlineData("")]
    [InlineData("ls_x")]
    public void A_name_that_is_far_from_all_suggests_none(string given) => Assert.Null(Names.Nearest(given, Known));

    [Fact]
    public void Nothing_known_suggests_nothing() => Assert.Equal("", Names.DidYouMean("lr", []));

    [Fact]
    public void The_nearer_of_two_near_names_wins() => Assert.Equal("epochs", Names.Nearest("epoch", ["epics", "epochs"]));
}
