namespace Experiments.Tests.Data.Download;

public class NetworkUseTests
{
    private static NetworkUse Of(bool option, string? offline, string? mirror = null) =>
        NetworkUse.Of(option, name => name == NetworkUse.OfflineVariable ? offline : name == NetworkUse.MirrorVariable ? mirror : null);

    [Theory]
    [InlineData(false, null, false)]
    [InlineData(false, "", false)]
    [InlineData(false, "0", false)]
    [InlineData(false, "False", false)]
    [InlineData(false, "1", true)]
    [InlineData(false, "yes", true)]
    [InlineData(true, null, true)]
    [InlineData(true, "0", true)]
    public void The_option_or_the_variable_forbids_the_network(bool option, string? variable, bool expected) =>
        Assert.Equal(expected, Of(option, variable).IsOffline);

    [Fact]
    public void A_mirror_is_a_web_address()
    {
        Assert.Null(Of(false, null, " ").Mirror);
        Assert.Equal(["http://mirror.example/sets/mnist/train-images-idx3-ubyte.gz"],
            Of(false, null, "http://mirror.example/sets/").Apply(DataCatalogue.Mnist).Files[0].Mirrors.Select(uri => uri.AbsoluteUri));
        foreach (var wrong in new[] { "mirror.example", "/data", "ftp://mirror.example/" })
            Assert.Contains($"EXPERIMENTS_MIRROR is '{wrong}'", Assert.Throws<InputException>(() => Of(false, null, wrong)).Message,
                StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://me:secret@mirror.example/sets")]
    [InlineData("me:secret@mirror.example")]
    [InlineData("ftp://secret@mirror.example/")]
    public void A_mirrors_password_is_refused_and_not_repeated(string mirror) =>
        Assert.Equal(
            "EXPERIMENTS_MIRROR contains a user name or a password, which is not sent; remove it from the address.",
            Assert.Throws<InputException>(() => Of(false, null, mirror)).Message);
}
