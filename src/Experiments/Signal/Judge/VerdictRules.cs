using Experiments.Initialization;
using Experiments.Models;

namespace Experiments.Signal.Judge;

public static class VerdictRules
{
    // Outputs that agree in nine digits: independent units have an index of about 1/n.
    private const double Alike = 1 - 1e-9;

    // A quarter of the values saturated, with less than a quarter of the gradient passed on (relu passes half, which does no harm).
    // Half of the units dead.
    private const double ManySaturated = 0.25;
    private const double LittlePassed = 0.25;
    private const double ManyDead = 0.5;

    // A weight before a normalisation is scale-invariant: the larger its gradient, the more it grows, and the smaller its
    // gradient becomes (Arora, Li and Lyu 2019).
    // Networks of some twenty such layers, whose gradient grows by 1.47 a layer, train routinely.
    private const double HarmlessBehindNorms = 1e4;

    /// <summary>All that is wrong, the most fundamental first; a single healthy verdict if nothing is; none without layers.</summary>
    /// <param name="layers">The linear and convolution layers, in their order.</param>
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
            found.Add(Silence(lost, MendForward(layers, lost)));
        return found.Count > 0 ? Mended(found, layers) : [new Verdict(VerdictKind.Healthy, null, Health(layers, input), "")];
    }

    // One change at a time: what mends the first finding may mend the others, and two remedies for the same weights contradict one another.
    private static List<Verdict> Mended(List<Verdict> found, IReadOnlyList<LayerReading> layers)
    {
        // Only a shift into a flat end counts: elsewhere it does no harm.
        var shifted = layers.FirstOrDefault(layer =>
            layer is { Passed: < LittlePassed, Layer: { IsHidden: true, FollowedByNorm: false } }
                && Math.Abs(layer.BiasMean) > Math.Sqrt(layer.Forward) && layer.BiasMean != 0);
        string Of(Verdict verdict, int place)
        {
            if (!verdict.IsMendedByWeights)
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
        // After units that are all 0, weights have nothing to tell apart; drawn weights whose outputs are all 0 have lost
        // their signal, which is another verdict.
        if (first is null || IsLost(first) || layers.TakeWhile(layer => layer != first).Any(layer => layer.Dead >= 1))
            return null;
        var hidden = layers.Where(layer => layer.Layer.IsHidden).ToList();
        var silent = hidden.All(layer => layer.Backward == 0)
            ? " The gradient of every hidden layer is 0, so none of them learns anything at the first step."
            : "";
        var fate = first.Layer.KeptShare < 1
            ? "and only the masks of dropout tell them apart"
            : "get the same gradient, and stay copies of one another";
        return new Verdict(
            VerdictKind.Symmetric, first.Layer.Name,
            string.Create(CultureInfo.InvariantCulture,
                $"from {first.Layer.Name} on, all {first.Layer.WeightShape[0]} units of a layer compute the same thing, {fate}.{silent}"),
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
        var verdict = OfTrend(trend, ahead, start, "the variance of the pre-activations", MendForward(ahead, start), overflowed)
            with { IsMendedByWeights = true };
        return overflowed is null || ahead.Any(layer => double.IsFinite(layer.Backward))
            ? verdict
            : verdict with { Finding = $"{verdict.Finding} No gradient is finite." };
    }

    private static Verdict Overflow(List<LayerReading> ahead, LayerReading overflowed) => new(
        VerdictKind.Exploding, overflowed.Layer.Name,
        string.Create(CultureInfo.InvariantCulture,
            $"what {overflowed.Layer.Name} gives is not finite: it has overflowed at layer {ahead.IndexOf(overflowed) + 1}."),
        MendForward(ahead, overflowed)) { Limit = ahead.IndexOf(overflowed) + 1, IsMendedByWeights = true };

    // Random weights, but pre-activations of 0; an input of zeros is not the first layer's fault.
    private static Verdict? Silence(List<LayerReading> ahead, double input)
    {
        var index = ahead.FindIndex(layer => !(layer.Forward > 0));
        return index < (input > 0 ? 0 : 1) || ahead[index] is not { Forward: 0, Weight.Std: > 0 } silent
            ? null
            : Silence(silent, MendForward(ahead, silent));
    }

    private static Verdict Silence(LayerReading silent, string remedy) => new(
        VerdictKind.Vanishing, silent.Layer.Name,
        string.Create(CultureInfo.InvariantCulture,
            $"from {silent.Layer.Name} on, nothing is left of the signal: the variance of the pre-activations is 0."),
        remedy) { IsMendedByWeights = true };

    private static Verdict? Backward(IReadOnlyList<LayerReading> layers)
    {
        // Without the last layer: its few outputs give back little, but only once.
        var back = Trunk(layers).Where(layer => layer.Layer.IsHidden).Reverse().ToList();
        if (Trend.Of([.. back.Select(layer => layer.Backward)],
            back.Any(layer => layer.Layer.FollowedByNorm) ? HarmlessBehindNorms : 1) is not { } trend)
            return null;
        var start = back[trend.Start];
        // The gradient came through the weight of the next layer.
        var through = back[trend.Start - 1];
        var isOfNorm = trend.Grows && through.Layer.FollowedByNorm;
        var remedy = isOfNorm ? Remedy.BehindNorm(start.Layer.Activation) : Remedy.Backward(through.Weight, start.Layer.Activation);
        return OfTrend(trend, back, start, "on its way back the variance of the gradient", remedy)
            with { IsBackward = true, IsMendedByWeights = !isOfNorm };
    }

    // Of a residual network only what passes from block to block: the signal inside a branch says nothing about the next block.
    private static List<LayerReading> Trunk(IReadOnlyList<LayerReading> layers) =>
        [.. layers.Where(layer => !layer.Layer.IsShortcut && layer.Layer.Branch is null or { IsLast: true })];

    private static string UnitOf(List<LayerReading> among) => among.Any(layer => layer.Layer.Branch is not null) ? "block" : "layer";

    private static Verdict OfTrend(Trend trend, List<LayerReading> among, LayerReading start, string what, string remedy,
        LayerReading? overflowed = null)
    {
        var unit = UnitOf(among);
        // With normalised branches a block adds less to its shortcut the more blocks precede it (De and Smith 2020), so no rate continues.
        long? limit = overflowed is not null
            ? among.IndexOf(overflowed) + 1
            : unit == "block" && among.Any(layer => layer.Layer.FollowedByNorm) ? null : trend.Limit;
        var bound = overflowed is not null
            ? string.Create(CultureInfo.InvariantCulture, $"; it has overflowed at {overflowed.Layer.Name}, {unit} {limit}")
            : limit is null ? "" : string.Create(CultureInfo.InvariantCulture,
                $"; with more {unit}s of the kind float32 {(trend.Grows ? "overflows" : "underflows")} at {unit} {limit}");
        var finding = string.Create(CultureInfo.InvariantCulture,
            $"from {start.Layer.Name} on, {what} is multiplied by about {Short(trend.Rate)} a {unit}, {Power(trend.Total)} over "
                + $"{trend.Layers} {unit}{(trend.Layers == 1 ? "" : "s")}{bound}.");
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
                $"from {first.Layer.Name} on, {first.Saturated:0%} of what {function} sees lies where its slope is below 1 % of its "
                    + $"largest, so hardly any gradient passes."),
            MendForward(layers, first)) { IsMendedByWeights = true };
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
                : MendForward(layers, first)) { IsMendedByWeights = first is not { Weight.Std: 0, Layer.Branch.IsLast: true } };
    }

    // Units that start at 0 because weights and shortcut give 0: a bias shared with other units, whose gradient moves it, can lift them.
    private static bool IsOpenedByOthers(LayerReading layer) =>
        layer is { Dead: < 1, Weight.Std: 0, Layer: { HasSharedBias: true, Branch.IsLast: true } };

    // Advice for the layer itself, or for the next one whose input is an activation's output: the first layer's input is the network's.
    private static string MendForward(IReadOnlyList<LayerReading> layers, LayerReading start)
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
            return "nothing is known to be wrong before it is measured.";
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
            $"; it is multiplied by about {Short(rate)} a {unit}, which so few {unit}s bear and many would not");
    }

    private static string Back(IReadOnlyList<LayerReading> layers)
    {
        var back = Trunk(layers).Where(layer => layer.Layer.IsHidden).ToList();
        if (back.Count == 0 || back[0].Backward / back[^1].Backward is not (> 10 and < HarmlessBehindNorms and var factor))
            return "";
        var through = back.Any(layer => layer.Layer.FollowedByNorm) ? "through the normalised layers" : "on its way back";
        return $"; {through} that of the gradient grows {Power(factor)}, which at this depth is no trouble";
    }

    private static string Opened(IReadOnlyList<LayerReading> layers) =>
        layers.FirstOrDefault(layer => layer.Dead >= ManyDead && IsOpenedByOthers(layer)) is { } first
            ? string.Create(CultureInfo.InvariantCulture,
                $"; from {first.Layer.Name} on, {first.Dead:0%} of the units start as zeros, for the learned bias that all of them "
                    + $"share to open")
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
