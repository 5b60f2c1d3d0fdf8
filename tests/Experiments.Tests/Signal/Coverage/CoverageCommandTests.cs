using Experiments.Benchmarks.Coverage;

namespace Experiments.Tests.Signal.Coverage;

/// <summary>Tests the arguments of the coverage command and the networks that it draws.</summary>
public sealed class CoverageCommandTests
{
    [Theory]
    [InlineData("--family is 'cnn'; use one of 'mlp', ", "--family", "cnn")]
    [InlineData("--networks is '0'; use a whole number, 1 or more.", "--networks", "0")]
    [InlineData("--seeds is '1'; use a whole number, 2 or more.", "--seeds", "1")]
    [InlineData("--only is '-1'; use a whole number, 0 or more.", "--only", "-1")]
    [InlineData("--seed is '1e3'; use a whole number.", "--seed", "1e3")]
    [InlineData("coverage takes --seed, ", "--seed")]
    [InlineData("coverage takes --seed, ", "--sead", "1")]
    [InlineData("/no/such/file.json", "--config", "/no/such/file.json")]
    public void Wrong_arguments_are_refused_with_a_message(string sentence, params string[] arguments) =>
        Assert.Contains(sentence, Assert.Throws<InputException>(() => CoverageCommand.Run(arguments)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("48")]
    [InlineData("48x0")]
    [InlineData("48x-3")]
    [InlineData("a x b")]
    public void A_batch_that_is_not_a_shape_is_refused(string batch)
    {
        var file = Repository.PathOf("configs", "digits-mlp.json");
        Assert.Contains($"--batch is '{batch}'",
            Assert.Throws<InputException>(() => RandomNetwork.OfConfig(file, [], batch, 1)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Numbers_of_consecutive_seeds_and_networks_form_no_lattice()
    {
        // For every three consecutive seeds of System.Random, x₀ − 2x₁ + x₂ is the same number up to whole numbers.
        Assert.Equal(0, Together(index => new Random(index).NextDouble()), 1e-3);
        // For 999 independent sums the fractions are uniform, and the length of their mean direction is about 1/√999.
        Assert.InRange(Together(index => HashedRandom.Of(index, 5).NextDouble()), 0.85, 1);
        Assert.InRange(Together(index => HashedRandom.Of(5, index).NextDouble()), 0.85, 1);
    }

    [Fact]
    public void A_hashed_generator_is_uniform()
    {
        var random = HashedRandom.Of(1, 2);
        double[] values = [.. Enumerable.Range(0, 40_000).Select(_ => random.NextDouble())];
        Assert.All(values, value => Assert.InRange(value, 0, 0.9999999999999999));
        // The standard errors of the mean and of the third number are 0.0014 and 0.0015.
        Assert.Equal(0.5, values.Average(), 0.006);
        Assert.Equal(1.0 / 3, values.Average(value => value * value), 0.006);
        Assert.Equal(0.25, values.Zip(values.Skip(1), (left, right) => left * right).Average(), 0.006);
        Assert.Equal([-3, -2, -1, 0, 1], Enumerable.Range(0, 200).Select(_ => random.Next(-3, 2)).Distinct().Order());
    }

    [Fact]
    public void A_network_is_the_same_each_time_and_differs_from_its_neighbours()
    {
        Assert.Equal(RandomNetwork.Draw(7, 3).Config, RandomNetwork.Draw(7, 3).Config);
        Assert.Equal(60, Enumerable.Range(0, 30).SelectMany(index => new[] { RandomNetwork.Draw(7, index), RandomNetwork.Draw(8, index) })
            .Select(network => network.Stream).Distinct().Count());
    }

    // Returns 0 if x₀ − 2x₁ + x₂ has the same fractional part for all seeds, and 1 if the fractional parts cancel each other.
    private static double Together(Func<int, double> number)
    {
        var mean = System.Numerics.Complex.Zero;
        for (var index = 0; index < 999; index++)
            mean += System.Numerics.Complex.FromPolarCoordinates(1,
                2 * Math.PI * (number(index) - (2 * number(index + 1)) + number(index + 2))) / 999;
        return 1 - mean.Magnitude;
    }
}
