namespace Experiments.Tests.Serialization;

public sealed class ShellTextTests
{
    [Theory]
    [InlineData("configs/digits-mlp.json", "configs/digits-mlp.json")]
    [InlineData("optimizer.lr=0.1", "optimizer.lr=0.1")]
    [InlineData("model.hidden=[64,64]", "'model.hidden=[64,64]'")]
    [InlineData("my config.json", "'my config.json'")]
    [InlineData("it's", @"'it'\''s'")]
    [InlineData("", "''")]
    public void A_word_is_quoted_where_a_shell_would_read_it_otherwise(string word, string quoted) =>
        Assert.Equal(quoted, ShellText.Word(word));
}
