using System.Globalization;

namespace Experiments.Cli.Tests;

/// <summary>Compares <c>meanfield</c> with algebra, with numbers computed separately in Python (mpmath, 25 digits), and with a
/// paper.</summary>
public sealed class MeanFieldTests
{
    // mpmath: quadrature of tanh and its derivatives, then a root of V(q) = q and, in the chaotic phase, of the correlation map.
    [Theory]
    [InlineData("1.7", "ordered", 0.53307562794664, 1.55825401449154, 0.986740809025876, 1, 74.9182705030066)]
    [InlineData("2.5", "chaotic", 1.06395837741681, 1.17987291647952, 1.13351569870427, 0.4468042323441, 11.79559751587)]
    [InlineData("3", "chaotic", 1.42800846219647, 1.04146069539135, 1.20893442406112, 0.2993176418154, 9.051455725932)]
    public void The_numbers_of_tanh_have_the_digits_of_a_separate_quadrature(string weightVariance, string phase, double q,
        double lengthDepth, double susceptibility, double correlation, double correlationDepth)
    {
        var numbers = Json("tanh", weightVariance, "0.05");
        Assert.Equal(("fixed_point", phase), ((string)numbers["outcome"]!, (string)numbers["phase"]!));
        AssertDigits(q, numbers["q_star"]);
        AssertDigits(lengthDepth, numbers["xi_q"]);
        AssertDigits(susceptibility, numbers["chi_1"]);
        AssertDigits(correlation, numbers["c_star"]);
        AssertDigits(correlationDepth, numbers["xi_c"]);
        AssertDigits(6 * correlationDepth, numbers["trainable_depth"]);
        AssertDigits(1.76095463960674, numbers["critical_points"]![0]!["sigma_w2"]);
        AssertDigits(0.570047881640764, numbers["critical_points"]![0]!["q_star"]);
    }

    // Pennington, Schoenholz and Ganguli, Resurrecting the sigmoid in deep learning through dynamical isometry, 2017, use the critical
    // point σ_w² = 1.05, σ_b² = 2.01e-5 of tanh.
    [Fact]
    public void The_critical_point_of_tanh_is_the_published_one()
    {
        var numbers = Json("tanh", "1.05", "2.01e-5");
        var critical = Number(numbers["critical_points"]!.AsArray().Single()!["sigma_w2"]);
        Assert.Equal("1.05", critical.ToString("F2", CultureInfo.InvariantCulture));
        Assert.Equal(1.04999562849904, critical, 1e-9);
        Assert.Equal(1, Number(numbers["chi_1"]), 1e-4);
    }

    // E erf(u) erf(v) = 2/π asin(2 c q / (1 + 2q)). At σ_w² = 1.2, σ_b² = 0.1 the fixed point is 1/2: 1.2 · 2/π · π/6 + 0.1. Then
    // χ₁ = σ_w² 4/π / √(1 + 4q) and V' = χ₁ / (1 + 2q).
    [Fact]
    public void Erf_has_the_numbers_of_its_closed_form()
    {
        var numbers = Json("erf", "1.2", "0.1");
        var susceptibility = 4.8 / Math.PI / Math.Sqrt(3);
        AssertDigits(0.5, numbers["q_star"]);
        AssertDigits(susceptibility, numbers["chi_1"]);
        AssertDigits(-1 / Math.Log(susceptibility), numbers["xi_c"]);
        AssertDigits(-1 / Math.Log(susceptibility / 2), numbers["xi_q"]);
        Assert.Equal(1, Number(numbers["c_star"]));
        AssertDigits(1.55211785533364, numbers["critical_points"]![0]!["sigma_w2"]);

        var chaotic = Json("erf", "3", "0.1");
        AssertDigits(1.82340058751497, chaotic["q_star"]);
        AssertDigits(0.324871931330849, chaotic["c_star"]);
        AssertDigits(6.1577961438528, chaotic["xi_c"]);
    }

    // ReLU: V(q) = σ_w² q/2 + σ_b², so q* = σ_b² / (1 − σ_w²/2) and χ₁ = V' = σ_w²/2.
    [Fact]
    public void ReLU_has_the_numbers_of_its_algebra()
    {
        var numbers = Json("relu", "1.5", "0.1");
        AssertDigits(0.4, numbers["q_star"]);
        AssertDigits(0.75, numbers["chi_1"]);
        AssertDigits(-1 / Math.Log(0.75), numbers["xi_q"]);
        AssertDigits(-1 / Math.Log(0.75), numbers["xi_c"]);
        Assert.Empty(numbers["critical_points"]!.AsArray());

        var kaiming = Json("relu", "2", "0", "--start", "3");
        Assert.Equal(("preserved", "critical"), ((string)kaiming["outcome"]!, (string)kaiming["phase"]!));
        Assert.Equal((3, "Infinity"), (Number(kaiming["q_star"]), (string)kaiming["xi_c"]!));
        AssertDigits(2, kaiming["critical_points"]![0]!["sigma_w2"]);

        AssertDigits(0, Json("relu", "1.9", "0")["q_star"]);
    }

    [Theory]
    [InlineData("relu", "2", "0.1",
        "relu at σ_w² = 2, σ_b² = 0.1: no fixed point above the start; the variance grows without bound, but more slowly than by a factor "
        + "per layer.")]
    [InlineData("relu", "3", "0.1",
        "relu at σ_w² = 3, σ_b² = 0.1: no fixed point above the start; the variance grows without bound, by a factor of 1.5 per layer "
        + "when it is large.")]
    [InlineData("relu", "3", "0",
        "relu at σ_w² = 3, σ_b² = 0: no fixed point above the start; the variance grows without bound, by a factor of 1.5 per layer "
        + "when it is large.")]
    [InlineData("leaky_relu:negative_slope=1", "2.5", "0", "leaky_relu (negative_slope 1) at σ_w² = 2.5, σ_b² = 0: no fixed point "
        + "above the start; the variance grows without bound, by a factor of 2.5 per layer when it is large.")]
    [InlineData("hardtanh:min_val=-1000:max_val=1000", "1e6", "0", "hardtanh (min_val -1000, max_val 1000) at σ_w² = 1000000, σ_b² = 0: no "
        + "fixed point between the start and q = 1e10; the variance grows beyond this value.")]
    public void A_case_without_a_fixed_point_is_said_in_a_sentence(string activation, string weights, string biases, string sentence)
    {
        var result = Cli.Run("meanfield", "--activation", activation, "--sigma-w2", weights, "--sigma-b2", biases);
        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.StartsWith(sentence + Environment.NewLine, result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("q*", result.Output.Split(Environment.NewLine, 2)[1].Split("σ_b²")[0], StringComparison.Ordinal);
        var numbers = Json(activation, weights, biases);
        Assert.Equal("diverges", (string)numbers["outcome"]!);
        Assert.All(["q_star", "xi_q", "c_star", "xi_c", "trainable_depth"], key => Assert.Null(numbers[key]));
    }

    // The slope comes from Stein's lemma, so it is compared with a difference of the length map.
    [Fact]
    public void Every_activation_has_numbers_that_solve_its_equations()
    {
        foreach (var row in ActivationRegistry.Instance.Rows)
        {
            var numbers = Json(row.Name, "1.3", "0.05");
            var field = new MeanField((ActivationOptions)Activator.CreateInstance(row.OptionsType)!, 1.3, 0.05);
            Assert.Equal(row.Name, (string)numbers["activation"]!["kind"]!);
            if (numbers["q_star"] is not { } star)
            {
                Assert.Equal("diverges", (string)numbers["outcome"]!);
                Assert.True(field.NextLength(1e6) > 1e6, row.Name);
                continue;
            }
            var q = Number(star);
            Assert.Equal(q, field.NextLength(q), 1e-10 * q);
            var slope = (field.NextLength(q * 1.001) - field.NextLength(q * 0.999)) / (q * 0.002);
            Assert.Equal(slope, Math.Exp(-1 / Number(numbers["xi_q"])), 1e-4);
        }
    }

    [Fact]
    public void The_table_shows_ten_digits_and_what_they_mean()
    {
        var result = Cli.Run("meanfield", "--activation", "tanh", "--sigma-w2", "1.7", "--sigma-b2", "0.05");
        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.StartsWith("tanh at σ_w² = 1.7, σ_b² = 0.05: ordered phase; two inputs become alike, and gradients vanish.",
            result.Output, StringComparison.Ordinal);
        Assert.Matches(@"(?m)^ +q\* +0\.5330756279 +variance of z in deep layers *$", result.Output);
        Assert.Matches(@"(?m)^ +critical σ_w² +1\.76095464 +χ₁ = 1 at this σ_b², with q\* = 0\.57 *$", result.Output);
    }

    [Fact]
    public void Several_fixed_points_are_listed_and_start_chooses_one()
    {
        string[] command = ["meanfield", "--activation", "gelu", "--sigma-w2", "2.2", "--sigma-b2", "0.05"];
        Assert.Contains(" (stable), 1.188106222 (unstable). The numbers above are for a start at 1.", Cli.Run(command).Output,
            StringComparison.Ordinal);
        var above = Cli.Run([.. command, "--start", "2"]).Output;
        Assert.Contains("no fixed point", above, StringComparison.Ordinal);
        Assert.Contains("(unstable). Use --start to begin below the largest one.", above, StringComparison.Ordinal);
    }

    // Without a bias, 0 is an unstable fixed point of ReLU, and no start lies below it.
    [Fact]
    public void No_start_is_advised_below_a_fixed_point_of_0() => Assert.DoesNotContain(
        "--start", Cli.Run("meanfield", "--activation", "relu", "--sigma-w2", "3").Output, StringComparison.Ordinal);

    [Theory]
    [InlineData("tnah", "1", "--activation tnah: activation.kind is tnah;", "; did you mean 'tanh'?")]
    [InlineData("elu:alpa=2", "1", "--activation elu:alpa=2: activation.alpa is not a key of elu", "did you mean 'alpha'?")]
    [InlineData("elu:2", "1", "--activation: '2' after a colon is not an option.", "such as normal:std=0.01.")]
    [InlineData("", "1", "--activation is empty.", "such as tanh or elu:alpha=2.")]
    [InlineData("tanh", "-1", "--sigma-w2 is '-1';", "a number from 1e-20 to 1e6 is expected, such as 1.7.")]
    [InlineData("tanh", "1,7", "--sigma-w2 is '1,7';", "a number from 1e-20 to 1e6 is expected, such as 1.7.")]
    [InlineData("tanh", "NaN", "--sigma-w2 is 'NaN';", "a number from 1e-20 to 1e6 is expected, such as 1.7.")]
    public void Wrong_input_gets_one_sentence(string activation, string weights, string start, string end)
    {
        var result = Cli.Run("meanfield", "--activation", activation, "--sigma-w2", weights);
        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        var sentence = Assert.Single(result.Error.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries));
        Assert.StartsWith(start, sentence, StringComparison.Ordinal);
        Assert.EndsWith(end, sentence, StringComparison.Ordinal);
    }

    private static JsonNode Json(string activation, string weightVariance, string biasVariance, params string[] more)
    {
        var result = Cli.Run(["meanfield", "--activation", activation, "--sigma-w2", weightVariance, "--sigma-b2", biasVariance, "--json",
            .. more]);
        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        return JsonNode.Parse(Assert.Single(result.Output.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries)))!;
    }

    // ξ amplifies an error of χ by about ξ.
    private static void AssertDigits(double expected, JsonNode? actual) =>
        Assert.Equal(expected, Number(actual), 1e-10 * Math.Max(1, expected * expected));

    private static double Number(JsonNode? node) => JsonText.ReadNumber(node!);
}
