using Experiments.Initialization;
using Experiments.Models;

namespace Experiments.Signal.Judge;

/// <summary>Judges a network's signal from the readings of its layers.</summary>
public static class VerdictRules
{
    // Units count as equal if their outputs agree in nine digits; n independent units have a symmetry index of about 1/n.
    private const double Alike = 1 - 1e-9;

    // A layer is saturated if at least a quarter of its values are saturated and less than a quarter of the gradient passes. (Relu passes
    // half of the gradient, which is harmless.) A layer is dying if half of its units are dead.
    private const double ManySaturated = 0.25;
    private const double LittlePassed = 0.25;
    private const double ManyDead = 0.5;

    // A weight before a normalisation is scale-invariant: a large gradient makes the weight larger, and a larger weight makes the next
    // gradients smaller (Arora, Li and Lyu 2019). Networks of about twenty such layers train without problems, although the variance of the
    // gradient grows by a factor of 1.47 per layer.
    private const double HarmlessWithNorms = 1e4;

    /// <summary>Returns all problems, the most fundamental first. Without problems, the list contains one verdict 'healthy'; without
    /// layers, the list is empty.
    /// </summary>
    /// <param name="layers">The linear and convolution layers, in the order of the network.</param>
    /// <param name="input">Second moment of the first layer's input; NaN if unknown.</param>
    public static IReadOnlyList<Verdict> Of(IReadOnlyList<LayerReading> layers, double input)
    {
        if (layers.Count == 0)
            return [];
        if (Symmetric(layers) is { } symmetric)
            return [symmetric, .. Forward(layers, input) is { Kind: VerdictKind.Exploding } exploding
                ? new[] { exploding with { Remedy = "" } }
                : []];
        var found = new[] { Dying(layers), Forward(layers, input), Backward(layers), Saturated(layers) }.OfType<Verdict>().ToList();
        if (found.Count == 0 && layers.FirstOrDefault(layer => IsLost(layer) && IsSymmetric(layer)) is { } lost)
            found.Add(Silence(lost, ForwardRemedy(layers, lost)));
        return found.Count > 0 ? WithRemedies(found, layers) : [new Verdict(VerdictKind.Healthy, null, Health(layers, input), "")];
    }

    // Only the first verdict gets a remedy for the weights. This remedy may fix the other problems too, and two remedies for the same
    // weights would contradict each other.
    private static List<Verdict> WithRemedies(List<Verdict> found, IReadOnlyList<LayerReading> layers)
    {
        // A bias is harmful only if it moves the activation's input into a saturated range.
        var shifted = layers.FirstOrDefault(layer =>
            layer is { Passed: < LittlePassed, Layer: { IsHidden: true, FollowedByNorm: false } }
                && Math.Abs(layer.BiasMean) > Math.Sqrt(layer.Forward) && layer.BiasMean != 0);
        string Of(Verdict verdict, int place)
        {
            if (!verdict.IsFixedByWeights)
                return verdict.Remedy;
            if (place > 0)
                return Remedy.First;
            return shifted is null ? verdict.Remedy : Remedy.Bias(shifted);
        }

        return [.. found.Select((verdict, place) => verdict with { Remedy = Of(verdict, place) })];
    }

    private static Verdict? Symmetric(IReadOnlyList<LayerReading> layers)
    {
        var first = layers.FirstOrDefault(layer => layer.Layer.IsHidden && IsSymmetric(layer));
        // After a layer whose units all output 0, all outputs are equal for any weights. If a layer with random weights has only outputs of
        // 0, the verdict is a lost signal.
        if (first is null || IsLost(first) || layers.TakeWhile(layer => layer != first).Any(layer => layer.Dead >= 1))
            return null;
        var hidden = layers.Where(layer => layer.Layer.IsHidden).ToList();
        var silent = hidden.All(layer => layer.Backward == 0)
            ? " The gradient of every hidden layer is 0, so no hidden layer learns at the first step."
            : "";
        var fate = first.Layer.KeptShare < 1
            ? "and only dropout masks make them differ"
            : "get the same gradient and stay equal";
        return new Verdict(
            VerdictKind.Symmetric, first.Layer.Name,
            string.Create(CultureInfo.InvariantCulture,
                $"from {first.Layer.Name} on, all {first.Layer.WeightShape[0]} units of a layer compute the same output, {fate}.{silent}"),
            $"Draw the weights at random: {Remedy.Recommended(first.Weight)}");
    }

    private static bool IsLost(LayerReading layer) => layer is { Forward: 0, Weight.Std: > 0, Layer.IsHidden: true };

    private static bool IsSymmetric(LayerReading layer) =>
        layer.Symmetry is { } index
            ? index >= Alike
            : layer.Layer.Branch is null && (layer.Weight.Law?.Entries == EntryKind.Equal || layer.Weight.Std == 0);

    private static Verdict? Forward(IReadOnlyList<LayerReading> layers, double input)
    {
        var ahead = Trunk(layers);
        var fromInput = input > 0 ? 1 : 0;
        var overflowed = ahead.FirstOrDefault(layer => layer.HasOverflowed);
        if (Trend.Of([.. Enumerable.Repeat(input, fromInput), .. ahead.Select(layer => layer.Forward)]) is not { } trend)
            return overflowed is null ? Silence(ahead, input) : Overflow(ahead, overflowed);
        var start = ahead[trend.Start - fromInput];
        var verdict = OfTrend(trend, ahead, start, "on, the variance of the pre-activations", ForwardRemedy(ahead, start), overflowed)
            with { IsFixedByWeights = true };
        return overflowed is null || ahead.Any(layer => double.IsFinite(layer.Backward))
            ? verdict
            : verdict with { Finding = $"{verdict.Finding} No gradient is finite." };
    }

    private static Verdict Overflow(List<LayerReading> ahead, LayerReading overflowed) => new(
        VerdictKind.Exploding, overflowed.Layer.Name,
        string.Create(CultureInfo.InvariantCulture,
            $"the output of {overflowed.Layer.Name} is not finite: the signal overflows at layer {ahead.IndexOf(overflowed) + 1}."),
        ForwardRemedy(ahead, overflowed)) { Limit = ahead.IndexOf(overflowed) + 1, IsFixedByWeights = true };

    // Finds a layer with random weights whose pre-activations are 0. The first layer is not reported if the network's input is 0.
    private static Verdict? Silence(List<LayerReading> ahead, double input)
    {
        var index = ahead.FindIndex(layer => !(layer.Forward > 0));
        return index < (input > 0 ? 0 : 1) || ahead[index] is not { Forward: 0, Weight.Std: > 0 } silent
            ? null
            : Silence(silent, ForwardRemedy(ahead, silent));
    }

    private static Verdict Silence(LayerReading silent, string remedy) => new(
        VerdictKind.Vanishing, silent.Layer.Name,
        string.Create(CultureInfo.InvariantCulture,
            $"from {silent.Layer.Name} on, the signal is lost: the variance of the pre-activations is 0."),
        remedy) { IsFixedByWeights = true };

    private static Verdict? Backward(IReadOnlyList<LayerReading> layers)
    {
        // The last layer is left out: its few outputs make the gradient small, but only in this layer.
        var back = Trunk(layers).Where(layer => layer.Layer.IsHidden).Reverse().ToList();
        if (Trend.Of([.. back.Select(layer => layer.Backward)],
            back.Any(layer => layer.Layer.FollowedByNorm) ? HarmlessWithNorms : 1) is not { } trend)
            return null;
        var start = back[trend.Start];
        // The gradient of a layer passes through the weight of the next layer.
        var through = back[trend.Start - 1];
        var isOfNorm = trend.Grows && through.Layer.FollowedByNorm;
        var remedy = isOfNorm ? Remedy.AfterNorm(start.Layer.Activation) : Remedy.Backward(through.Weight, start.Layer.Activation);
        return OfTrend(trend, back, start, "backward, the variance of the gradient", remedy)
            with { IsBackward = true, IsFixedByWeights = !isOfNorm };
    }

    // In a residual network, the trend is computed from the signal that passes from block to block, not from the signal inside a branch.
    private static List<LayerReading> Trunk(IReadOnlyList<LayerReading> layers) =>
        [.. layers.Where(layer => !layer.Layer.IsShortcut && layer.Layer.Branch is null or { IsLast: true })];

    private static string UnitOf(List<LayerReading> among) => among.Any(layer => layer.Layer.Branch is not null) ? "block" : "layer";

    private static Verdict OfTrend(Trend trend, List<LayerReading> among, LayerReading start, string what, string remedy,
        LayerReading? overflowed = null)
    {
        var unit = UnitOf(among);
        // With normalised branches, later blocks change the signal less (De and Smith 2020). The rate of a short network therefore does not
        // apply to a deeper network.
        long? limit = overflowed is not null
            ? among.IndexOf(overflowed) + 1
            : unit == "block" && among.Any(layer => layer.Layer.FollowedByNorm) ? null : trend.Limit;
        var bound = overflowed is not null
            ? string.Create(CultureInfo.InvariantCulture, $"; the signal overflows at {overflowed.Layer.Name}, {unit} {limit}")
            : limit is null ? "" : string.Create(CultureInfo.InvariantCulture,
                $"; with {limit} such {unit}s, float32 would {(trend.Grows ? "overflow" : "underflow")}");
        var finding = string.Create(CultureInfo.InvariantCulture,
            $"from {start.Layer.Name} {what} is multiplied by about {Short(trend.Rate)} per {unit} ({Power(trend.Total)} over "
                + $"{trend.Layers} {unit}{(trend.Layers == 1 ? "" : "s")}){bound}.");
        return new Verdict(trend.Grows ? VerdictKind.Exploding : VerdictKind.Vanishing, start.Layer.Name, finding,
            remedy) { Rate = trend.Rate, Limit = limit };
    }

    private static Verdict? Saturated(IReadOnlyList<LayerReading> layers)
    {
        var first = layers.FirstOrDefault(layer =>
            layer is { Saturated: >= ManySaturated, Passed: null or < LittlePassed }
                && layer.Layer.Activation is { Family: not (ActivationFamily.Rectifier or ActivationFamily.Linear) });
        if (first is null)
            return null;
        var function = ActivationRegistry.Instance.NameOf(first.Layer.Activation!);
        return new Verdict(
            VerdictKind.Saturated, first.Layer.Name,
            string.Create(CultureInfo.InvariantCulture,
                $"from {first.Layer.Name} on, {first.Saturated:0%} of the inputs of {function} are saturated (slope below 1 % of the "
                    + $"largest), so hardly any gradient passes."),
            ForwardRemedy(layers, first)) { IsFixedByWeights = true };
    }

    private static Verdict? Dying(IReadOnlyList<LayerReading> layers)
    {
        var first = layers.FirstOrDefault(layer => layer.Dead >= ManyDead && !IsOpenedByOthers(layer));
        return first is null ? null : new Verdict(
            VerdictKind.Dying, first.Layer.Name,
            string.Create(CultureInfo.InvariantCulture,
                $"from {first.Layer.Name} on, {first.Dead:0%} of the units are 0 for every example, so no gradient reaches their weights."),
            first is { Weight.Std: 0, Layer.Branch.IsLast: true }
                ? Remedy.EmptyShortcut(first.Layer)
                : ForwardRemedy(layers, first)) { IsFixedByWeights = first is not { Weight.Std: 0, Layer.Branch.IsLast: true } };
    }

    // Whether units that start at 0 can become active. A unit can become active if it shares its bias with active units, because the
    // gradient of the active units changes this bias.
    private static bool IsOpenedByOthers(LayerReading layer) =>
        layer is { Dead: < 1, Weight.Std: 0, Layer: { HasSharedBias: true, Branch.IsLast: true } };

    // Returns advice for the layer. The input of some layers, such as the first layer, is not the output of an activation. For such a
    // layer, returns advice for the next layer after an activation.
    private static string ForwardRemedy(IReadOnlyList<LayerReading> layers, LayerReading start)
    {
        var pairs = layers.Zip(layers.Skip(1), (before, layer) => (layer.Weight, Before: before.Layer.Activation)).ToList();
        var (weight, function) = pairs.Skip(layers.ToList().IndexOf(start) - 1).FirstOrDefault(pair => pair.Before is not null,
            (start.Weight, null));
        return Remedy.Forward(weight, function);
    }

    private static string Health(IReadOnlyList<LayerReading> layers, double input)
    {
        var known = layers.Where(layer => layer.Forward > 0 && double.IsFinite(layer.Forward)).ToList();
        if (known.Count == 0)
            return "no problem is known before measuring.";
        var borne = ForSoFew(layers, input);
        var (least, most) = (known.Min(layer => layer.Forward), known.Max(layer => layer.Forward));
        var range = most < 1.001 * least
            ? string.Create(CultureInfo.InvariantCulture, $"at {Short(most)}")
            : string.Create(CultureInfo.InvariantCulture, $"between {Short(least)} and {Short(most)}");
        return string.Create(CultureInfo.InvariantCulture,
            $"the variance of the pre-activations {(borne is null ? "stays" : "lies")} {range} over {known.Count} "
                + $"layer{(known.Count == 1 ? "" : "s")}{borne}{Back(layers)}{Opened(layers)}.");
    }

    private static string? ForSoFew(IReadOnlyList<LayerReading> layers, double input)
    {
        var ahead = Trunk(layers);
        if (Trend.BorneRate([.. Enumerable.Repeat(input, input > 0 ? 1 : 0), .. ahead.Select(layer => layer.Forward)]) is not { } rate)
            return null;
        var unit = UnitOf(ahead);
        return string.Create(CultureInfo.InvariantCulture,
            $"; it is multiplied by about {Short(rate)} per {unit}, which is harmless over so few {unit}s but not over many");
    }

    private static string Back(IReadOnlyList<LayerReading> layers)
    {
        var back = Trunk(layers).Where(layer => layer.Layer.IsHidden).ToList();
        if (back.Count == 0 || back[0].Backward / back[^1].Backward is not (> 10 and < HarmlessWithNorms and var factor))
            return "";
        var through = back.Any(layer => layer.Layer.FollowedByNorm) ? "through the normalised layers" : "in the backward pass";
        return $"; the variance of the gradient grows {Power(factor)} {through}, which is harmless at this depth";
    }

    private static string Opened(IReadOnlyList<LayerReading> layers) =>
        layers.FirstOrDefault(layer => layer.Dead >= ManyDead && IsOpenedByOthers(layer)) is { } first
            ? string.Create(CultureInfo.InvariantCulture,
                $"; from {first.Layer.Name} on, {first.Dead:0%} of the units output 0 at the start (expected: their shared learned bias "
                    + $"activates them)")
            : "";

    internal static string Short(double number) => number switch
    {
        < 1e-3 or >= 1e4 => number.ToString("0.##e+0", CultureInfo.InvariantCulture),
        >= 999.5 => number.ToString("0", CultureInfo.InvariantCulture),
        _ => number.ToString("G3", CultureInfo.InvariantCulture),
    };

    private static string Power(double factor) => factor is > 1e-3 and < 1e4
        ? factor.ToString(factor < 100 ? "G3" : "0", CultureInfo.InvariantCulture) + " times"
        : factor.ToString("0.#e+0", CultureInfo.InvariantCulture) + " times";
}
