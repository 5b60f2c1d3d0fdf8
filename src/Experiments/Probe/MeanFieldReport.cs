using Experiments.Experiment;
using Experiments.Signal.Predict;

namespace Experiments.Probe;

/// <summary>Writes the numbers of mean-field theory for people and as JSON.</summary>
public static class MeanFieldReport
{
    private const double Exact = 1e-9;

    /// <summary>Returns the case in one sentence: activation, σ_w², σ_b², and what depth does to variances, inputs and gradients.</summary>
    public static string Sentence(MeanFieldNumbers numbers)
    {
        var field = numbers.Field;
        return $"{ActivationText.Describe(field.Activation)} at σ_w² = {Digits(field.WeightVariance)}, σ_b² = "
            + $"{Digits(field.BiasVariance)}: {Case(numbers)}.";
    }

    /// <summary>Returns the table: quantity, value and meaning. Quantities that do not exist in this case are left out.</summary>
    public static IEnumerable<(string Quantity, string Value, string Meaning)> Rows(MeanFieldNumbers numbers)
    {
        if (numbers.Q is { } q)
            yield return ("q*", Digits(q), "variance of z in deep layers");
        if (numbers.LengthDepth is { } lengthDepth)
            yield return ("ξ_q", Layers(lengthDepth), "layers to come closer to q* by a factor of e");
        yield return ("χ₁", Digits(numbers.Susceptibility), numbers.Q is null
            ? "factor per layer on squared gradients, large q"
            : "factor per layer on squared gradients");
        if (numbers.Correlation is { } correlation)
            yield return ("c*", Digits(correlation), "correlation of two inputs in deep layers");
        if (numbers.CorrelationDepth is { } correlationDepth)
        {
            yield return ("ξ_c", Layers(correlationDepth), "layers to come closer to c* by a factor of e");
            yield return ("6 ξ_c", Layers(numbers.TrainableDepth!.Value), "largest trainable depth, about");
        }
        foreach (var point in numbers.CriticalPoints)
            yield return ("critical σ_w²", Digits(point.WeightVariance), double.IsNaN(point.Q)
                ? "χ₁ = 1, at any q"
                : $"χ₁ = 1 at this σ_b², with q* = {ProbeText.Number(point.Q)}");
    }

    /// <summary>Returns the sentences below the table.</summary>
    public static IEnumerable<string> Notes(MeanFieldNumbers numbers)
    {
        if (numbers.Outcome == LengthOutcome.Diverges && numbers.FixedPoints.Any(point => point.Q > 0))
            yield return $"Fixed points of the variance: {Points(numbers)}. Use --start to begin below the largest one.";
        else if (numbers.FixedPoints.Count(point => point.Q > 0) > 1)
            yield return $"Fixed points of the variance: {Points(numbers)}. The numbers above are for a start at {Digits(numbers.Start)}.";
        if (numbers.Outcome == LengthOutcome.Preserved && numbers.Correlation is null)
            yield return "Every correlation of two inputs is preserved, so there is no c*.";
        if (numbers.CriticalPoints.Count == 0)
            yield return $"No critical σ_w² was found at σ_b² = {Digits(numbers.Field.BiasVariance)}.";
    }

    /// <summary>Returns an object with every digit; a quantity that does not exist is null.</summary>
    public static JsonObject ToJson(MeanFieldNumbers numbers) => new()
    {
        ["activation"] = ActivationText.ToJson(numbers.Field.Activation),
        ["sigma_w2"] = JsonText.Number(numbers.Field.WeightVariance),
        ["sigma_b2"] = JsonText.Number(numbers.Field.BiasVariance),
        ["start"] = JsonText.Number(numbers.Start),
        ["outcome"] = numbers.Outcome switch
        {
            LengthOutcome.FixedPoint => "fixed_point",
            LengthOutcome.Vanishes => "vanishes",
            LengthOutcome.Preserved => "preserved",
            _ => "diverges",
        },
        ["phase"] = Word(numbers.Phase),
        ["q_star"] = Number(numbers.Q),
        ["xi_q"] = Number(numbers.LengthDepth),
        ["chi_1"] = JsonText.Number(numbers.Susceptibility),
        ["c_star"] = Number(numbers.Correlation),
        ["xi_c"] = Number(numbers.CorrelationDepth),
        ["trainable_depth"] = Number(numbers.TrainableDepth),
        ["growth"] = Number(numbers.Growth),
        ["fixed_points"] = new JsonArray([.. numbers.FixedPoints.Select(point => new JsonObject
        {
            ["q"] = JsonText.Number(point.Q),
            ["slope"] = JsonText.Number(point.Slope),
        })]),
        ["critical_points"] = new JsonArray([.. numbers.CriticalPoints.Select(point => new JsonObject
        {
            ["sigma_w2"] = JsonText.Number(point.WeightVariance),
            ["q_star"] = double.IsNaN(point.Q) ? null : JsonText.Number(point.Q),
        })]),
        ["sentence"] = Sentence(numbers),
    };

    private static string Case(MeanFieldNumbers numbers) => numbers.Outcome switch
    {
        LengthOutcome.Vanishes => "the variance tends to 0, so deep layers carry no signal",
        LengthOutcome.Preserved => $"every variance is a fixed point, {Word(numbers.Phase)}; "
            + $"the numbers are for q = {Digits(numbers.Start)}",
        LengthOutcome.Diverges when numbers.Growth > 1 + Exact =>
            "no fixed point above the start; the variance grows without bound, "
                + $"by a factor of {Digits(numbers.Growth.Value)} per layer when it is large",
        LengthOutcome.Diverges when numbers.Growth < 1 - Exact =>
            "no fixed point between the start and q = 1e10; the variance grows beyond this value",
        LengthOutcome.Diverges =>
            "no fixed point above the start; the variance grows without bound, but more slowly than by a factor per layer",
        _ => numbers.Phase switch
        {
            Phase.Ordered => "ordered phase; two inputs become alike, and gradients vanish",
            Phase.Chaotic => "chaotic phase; nearly equal inputs drift apart, and gradients explode",
            _ => "critical; correlations and gradients change more slowly than exponentially",
        },
    };

    private static string Points(MeanFieldNumbers numbers) => string.Join(", ", numbers.FixedPoints.Select(point =>
        $"{Digits(point.Q)} ({(point.IsStable ? "stable" : "unstable")})"));

    private static string Word(Phase phase) => phase.ToString().ToLowerInvariant();

    private static JsonNode? Number(double? value) => value is { } number ? JsonText.Number(number) : null;

    private static string Layers(double depth) => double.IsNaN(depth) ? "none" : double.IsInfinity(depth) ? "∞" : Digits(depth);

    // The quadrature is accurate to about ten digits.
    private static string Digits(double value) => value.ToString("g10", CultureInfo.InvariantCulture);
}
