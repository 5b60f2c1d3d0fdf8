using Experiments.Tests.Data;

namespace Experiments.Tests.Experiment;

public sealed class IdleKeysTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Keys_without_effect_are_named_with_their_path_wherever_they_stand()
    {
        var config = _folder.Write("c.json", """
            {
              "name": "c", "data": "digits", "model": { "kind": "mlp", "dropout_kind": "alpha" },
              "init": { "weight": { "scheme": "kaiming_normal", "a": 0.5, "nonlinearity": "relu" }, "rules": [{ "match": "classifier.*", "bias": "zeros" }, { "match": "classifier.0", "weight": { "scheme": "kaiming_uniform", "a": 1, "nonlinearity": "tanh" } }] }
            }
            """);
        Assert.Equal(
            [
                "init.rules[1].weight.a is the slope of leaky_relu and has no effect while nonlinearity is 'tanh'; leave the key a out.",
                "init.weight.a is the slope of leaky_relu and has no effect while nonlinearity is 'relu'; leave the key a out.",
                "model.dropout_kind has no effect while dropout is 0; set dropout, or leave dropout_kind out.",
            ],
            IdleKeys.Of(ConfigReader.Read(config, []).Config).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Where_each_key_has_an_effect_nothing_is_said() =>
        Assert.Empty(IdleKeys.Of(
            ConfigReader.Read(_folder.Write("c.json",
                """{ "name": "c", "data": "digits", "model": { "kind": "mlp", "dropout": 0.1, "dropout_kind": "alpha" } }"""), []).Config));
}
