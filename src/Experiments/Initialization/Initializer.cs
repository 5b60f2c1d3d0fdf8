using Experiments.Models;

namespace Experiments.Initialization;

public static class Initializer
{
    private const int MostNames = 12;
    private const int MostAlike = 3;

    /// <summary>Builds a network on the CPU in float32 and fills its parameters with <see cref="Apply"/>. All initial weights of the
    /// program are created here.</summary>
    /// <exception cref="InputException">The shape does not fit the network, or <see cref="Apply"/> fails.</exception>
    public static (Module<Tensor, Tensor> Model, InitPlan Plan) Build(ModelOptions model, ModelShape shape, InitOptions options, long seed,
        ExampleSource? examples = null, InputPredictor? predictor = null)
    {
        // Seeds the global generator, because parameters without a scheme, such as a user's embedding, keep the random values from their
        // constructor.
        using (manual_seed(seed))
        {
        }

        var built = model.Build(shape);
        try
        {
            return (built, Apply(built, options, seed, examples, predictor));
        }
        catch
        {
            built.Dispose();
            throw;
        }
    }

    /// <summary>Chooses the scheme of each parameter without drawing numbers.</summary>
    /// <exception cref="InputException">A rule matches nothing, or a scheme can't fill its parameter; the message lists all such
    /// mistakes.</exception>
    public static InitPlan Plan(IReadOnlyList<Layer> layers, InitOptions options)
    {
        var targets = layers.SelectMany(
            layer => layer.Parameters.Select(parameter => new InitTarget(layer, parameter.Name, parameter.Value.shape))).ToList();
        var chosen = targets.Select(target => (Target: target, Scheme: Choose(options, target))).ToList();
        var mistakes = RulesWithoutLayers(layers, options.Rules)
            .Concat(Objections(chosen))
            .ToList();
        if (mistakes.Count > 0)
            throw new InputException(mistakes);
        var parameters = chosen.Select(pair => PlanOf(pair.Target, pair.Scheme) with { Rule = RuleFor(options, pair.Target) }).ToList();
        return new InitPlan(parameters, InitWarnings.For(parameters, chosen));
    }

    /// <summary>
    /// Fills the parameters of a network. The random numbers are the same as in the following PyTorch script. The script builds its model,
    /// calls <c>torch.manual_seed(seed)</c>, and then calls <c>torch.nn.init</c> on each parameter in the order of
    /// <c>named_parameters()</c>. The generator is on the CPU, numbers are float32, and weights come before biases. The values are then
    /// copied to the parameter's device. Normalisation, PReLU and other layers keep their values unless a rule names them.
    /// </summary>
    /// <param name="seed">Seed, 0 or more. PyTorch's CPU generator uses its lower 32 bits.</param>
    /// <param name="examples">Training examples for a <see cref="CalibratedScheme"/>. If null, layers with such a scheme stay uncalibrated
    /// and the plan has a warning.</param>
    /// <param name="predictor">Predicts the inputs of layers with <see cref="AutoInitScheme"/>; no other scheme needs it.</param>
    /// <exception cref="InputException"><see cref="Plan"/> fails (no parameter is filled yet), or the numbers don't fit float32 or the
    /// scheme.</exception>
    public static InitPlan Apply(Module module, InitOptions options, long seed, ExampleSource? examples = null,
        InputPredictor? predictor = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(seed);
        var layers = Layers.Of(module);
        var plan = PredictedWeights.Complete(module, Plan(layers, options), predictor);
        using var gradientsOff = no_grad();
        using var shared = new Generator((ulong)seed, device: CPU);
        foreach (var layer in layers)
        {
            using var own = new Generator((ulong)InitStream.OfLayer(seed, layer.Name), device: CPU);
            foreach (var parameter in plan.Parameters.Where(parameter => parameter.Layer == layer && parameter.Scheme is not null))
                Fill(parameter, options.Stream == "per_layer" ? own : shared);
        }
        return Calibration.Run(module, plan, examples);
    }

    private static void Fill(ParameterPlan plan, Generator generator)
    {
        using var scope = NewDisposeScope();
        var drawn = empty(plan.Shape.ToArray(), dtype: ScalarType.Float32, device: CPU);
        try
        {
            plan.Scheme!.Fill(drawn, plan.Target, generator);
        }
        catch (Exception exception) when (exception is System.Runtime.InteropServices.ExternalException or ArgumentException)
        {
            // Each option is in its valid range, but a product of options may be outside the range of float32.
            throw new InputException($"init: {plan.Name}: {plan.Description} can't be drawn: {FirstLine.Of(exception)}");
        }

        if (plan.Scheme is not FromFileScheme && !drawn.isfinite().all().item<bool>())
            throw new InputException($"init: {plan.Name}: {plan.Description} draws values beyond the range of float32.");
        ParameterOf(plan.Target).copy_(drawn);
    }

    private static Modules.Parameter ParameterOf(InitTarget target) =>
        target.Layer.Parameters.Single(parameter => parameter.Name == target.Parameter).Value;

    private static Scheme? Choose(InitOptions options, InitTarget target)
    {
        if (RuleFor(options, target) is { } rule)
            return Of(target, options.Rules[rule].Weight, options.Rules[rule].Bias);
        return target.Layer.IsWeighted ? Of(target, options.Weight, options.Bias) : null;
    }

    // The last matching rule wins.
    private static int? RuleFor(InitOptions options, InitTarget target)
    {
        var rules = options.Rules;
        for (var rule = rules.Count - 1; rule >= 0; rule--)
        {
            if (rules[rule].Matches(target.Layer) && Of(target, rules[rule].Weight, rules[rule].Bias) is not null)
                return rule;
        }
        return null;
    }

    private static Scheme? Of(InitTarget target, Scheme? weight, Scheme? bias) =>
        target.Parameter switch { "weight" => weight, "bias" => bias, _ => null };

    private static IEnumerable<string> RulesWithoutLayers(IReadOnlyList<Layer> layers, IReadOnlyList<InitRule> rules)
    {
        for (var i = 0; i < rules.Count; i++)
        {
            var matched = layers.Where(rules[i].Matches).ToList();
            if (matched.Count > 0)
            {
                if (!matched.Any(rules[i].Fills))
                    yield return string.Create(CultureInfo.InvariantCulture,
                        $"init.rules[{i}]: {rules[i].InWords} matches {matched.Count} layer{(matched.Count == 1 ? "" : "s")}, none "
                            + $"of which has a {rules[i].Filled}; they have {Held(matched)}");
                continue;
            }

            var names = layers.Select(layer => layer.Name).ToList();
            var known = string.Join(", ", layers.Take(MostNames).Select(layer => $"{layer.Name} ({layer.KindName})"))
                + (layers.Count > MostNames ? $" and {layers.Count - MostNames} more (see '{TypedCommand.Of("check")}')" : "");
            yield return string.Create(CultureInfo.InvariantCulture,
                $"init.rules[{i}]: no layer matches {rules[i].InWords}; the layers are {known}{Names.DidYouMean(rules[i].Match, names)}");
        }
    }

    private static string Held(IEnumerable<Layer> layers)
    {
        var names = layers.SelectMany(layer => layer.Parameters.Select(parameter => parameter.Name)).Distinct().ToList();
        return names.Count == 0 ? "no parameters" : string.Join(", ", names);
    }

    // Returns one mistake for each scheme, even if the scheme fails in a hundred layers.
    private static IEnumerable<string> Objections(IEnumerable<(InitTarget Target, Scheme? Scheme)> chosen)
    {
        var objections = chosen.Select(pair => (pair.Target, Words: Objection(pair.Target, pair.Scheme)))
            .Where(pair => pair.Words is not null).ToList();
        var alike = objections.CountBy(pair => pair.Words!).ToDictionary();
        var said = new HashSet<string>();
        foreach (var (target, words) in objections)
        {
            var isFirst = said.Add(words!);
            var others = alike[words!] > MostAlike ? alike[words!] - 1 : 0;
            if (isFirst || others == 0)
                yield return $"init: {target.FullName}, of shape "
                    + $"[{string.Join(", ", target.Shape)}]{(others > 0 ? $", and {others} more" : "")}: {words}";
        }
    }

    private static string? Objection(InitTarget target, Scheme? scheme) =>
        scheme is not null && (SchemeExpressions.Objection(scheme.Resolve(target), target) ?? scheme.Objection(target)) is { } objection
            ? $"{SchemeRegistry.Instance.NameOf(scheme)} {objection}"
            : null;

    private static ParameterPlan PlanOf(InitTarget target, Scheme? scheme)
    {
        if (scheme is null)
            return Kept(target);
        var resolved = scheme.Resolve(target);
        var text = SchemeText.Of(resolved);
        return new ParameterPlan(target, resolved, resolved == scheme ? text : $"{SchemeRegistry.Instance.NameOf(scheme)}: {text}",
            resolved.Law(target));
    }

    private static ParameterPlan Kept(InitTarget target) => target.Layer.Kind is LayerKind.Norm or LayerKind.PRelu
        ? new ParameterPlan(target, null, "kept: " + SchemeText.Of(new TorchDefaultScheme()), new TorchDefaultScheme().Law(target))
        : new ParameterPlan(target, null, "kept as constructed", null);
}
