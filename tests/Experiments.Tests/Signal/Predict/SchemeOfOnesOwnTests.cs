namespace Experiments.Tests.Signal.Predict;

/// <summary>Tests schemes that a user has written. The theory knows only their distribution (<c>Law</c>).</summary>
public class SchemeOfOnesOwnTests
{
    /// <summary>A scheme of normal numbers with a mean other than 0.</summary>
    private sealed record Shifted(double Mean) : Scheme
    {
        public override WeightLaw? Law(InitTarget target) => new(Mean, 0.1);

        public override void Fill(Tensor tensor, InitTarget target, Generator generator) => tensor.normal_(Mean, 0.1, generator: generator);
    }

    private static ParameterPlan Plan(Scheme scheme, string parameter)
    {
        using var module = nn.Linear(100, 50);
        var layer = Layers.Of(module)[0];
        var target = new InitTarget(layer, parameter, parameter == "weight" ? layer.WeightShape : [50]);
        return new ParameterPlan(target, scheme, "shifted", scheme.Law(target));
    }

    [Fact]
    public void A_weight_with_a_mean_is_refused_by_name()
    {
        var plan = Plan(new Shifted(0.05), "weight");
        Assert.Equal($"the mean of {plan.Name} is not 0 (shifted)", ParameterLaw.Of(plan).Unknown);
        Assert.Null(SignalFactor.OfWeights(plan));
    }

    [Fact]
    public void A_weight_without_a_mean_is_predicted()
    {
        var plan = Plan(new Shifted(0), "weight");
        Assert.Equal(new ParameterLaw(0, 0.1), ParameterLaw.Of(plan));
        Assert.Equal(0.1 * 0.1 * 100, SignalFactor.OfWeights(plan)!.Value, 1e-12);
    }

    [Fact]
    public void After_such_a_weight_nothing_is_predicted_and_the_reason_names_it()
    {
        using var scope = NewDisposeScope();
        var (model, plan) = Initializer.Build(new Mlp { Hidden = [20, 20] }, new ModelShape([10], 3), new InitOptions(), 0);
        using (model)
        {
            var first = plan.Parameters[0];
            var shifted = first with { Scheme = new Shifted(0.05), Description = "shifted", Law = new WeightLaw(0.05, 0.1) };
            var path = NetworkPath.Of(model, plan with { Parameters = [shifted, .. plan.Parameters.Skip(1)] });
            var input = SignalStatistics.Of(randn([8, 10], dtype: ScalarType.Float32, device: CPU));
            var layers = SignalTheory.Predict(path, input, new Dictionary<string, SignalStatistics>(),
                new Dictionary<string, SignalStatistics>());

            Assert.All(layers, layer => Assert.Null(layer.PreActivation));
            Assert.Contains($"the mean of {first.Name} is not 0 (shifted)", layers[0].ForwardNote, StringComparison.Ordinal);
            Assert.Equal(layers[1].Layer, RequiredMeasurements.Of(path).Inputs[0]);
        }
    }

    [Fact]
    public void The_mean_of_a_bias_is_part_of_its_law() =>
        Assert.Equal(new ParameterLaw(0.05, 0.1), ParameterLaw.Of(Plan(new Shifted(0.05), "bias")));
}
