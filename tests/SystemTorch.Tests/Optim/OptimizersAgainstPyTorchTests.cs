using System.Text.Json.Nodes;
using SystemTorch.Tests.Oracle;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace SystemTorch.Tests.Optim;

/// <summary>Twenty steps of every optimiser, with each option on its own and together, on the same gradients as PyTorch.</summary>
public class OptimizersAgainstPyTorchTests
{
    // PyTorch keeps this optimiser's schedule (mu_product, eta) in float32 tensors, TorchSharp in doubles.
    private const double FloatSchedule = 2e-6;

    private static readonly Case[] s_cases =
    [
        new("SGD", "{'lr': 0.1}", p => optim.SGD(p, 0.1)),
        new("SGD", "{'lr': 0.1, 'momentum': 0.9}", p => optim.SGD(p, 0.1, momentum: 0.9)),
        new("SGD", "{'lr': 0.1, 'momentum': 0.9, 'dampening': 0.3}", p => optim.SGD(p, 0.1, momentum: 0.9, dampening: 0.3)),
        new("SGD", "{'lr': 0.1, 'weight_decay': 0.05}", p => optim.SGD(p, 0.1, weight_decay: 0.05)),
        new("SGD", "{'lr': 0.1, 'momentum': 0.9, 'nesterov': true}", p => optim.SGD(p, 0.1, momentum: 0.9, nesterov: true)),
        new("SGD", "{'lr': 0.1, 'maximize': true}", p => optim.SGD(p, 0.1, maximize: true)),
        new("SGD", "{'lr': 0.02, 'momentum': 0.8, 'weight_decay': 0.01, 'nesterov': true}", p => optim.SGD(p, 0.02, 0.8, 0, 0.01, true)),
        // TorchSharp maximises the decayed loss's opposite: as if the decay had the other sign in PyTorch.
        new("SGD", "{'lr': 0.1, 'momentum': 0.5, 'dampening': 0.1, 'maximize': true}", p => optim.SGD(p, 0.1, 0.5, 0.1, 0.05, maximize: true)) { Override = "{'weight_decay': -0.05}" },

        new("Adam", "{}", p => optim.Adam(p)),
        new("Adam", "{'lr': 0.05}", p => optim.Adam(p, lr: 0.05)),
        new("Adam", "{'betas': [0.7, 0.9]}", p => optim.Adam(p, beta1: 0.7, beta2: 0.9)),
        new("Adam", "{'eps': 0.1}", p => optim.Adam(p, eps: 0.1)),
        new("Adam", "{'weight_decay': 0.1}", p => optim.Adam(p, weight_decay: 0.1)),
        new("Adam", "{'amsgrad': true}", p => optim.Adam(p, amsgrad: true)),
        new("Adam", "{'maximize': true}", p => optim.Adam(p, maximize: true)),
        new("Adam", "{'lr': 0.02, 'betas': [0.8, 0.99], 'eps': 1e-6, 'weight_decay': 0.03, 'amsgrad': true, 'maximize': true}",
            p => optim.Adam(p, 0.02, 0.8, 0.99, 1e-6, 0.03, true, true)),

        new("AdamW", "{'weight_decay': 0}", p => optim.AdamW(p)),
        new("AdamW", "{'lr': 0.05, 'weight_decay': 0}", p => optim.AdamW(p, lr: 0.05)),
        new("AdamW", "{'betas': [0.7, 0.9], 'weight_decay': 0}", p => optim.AdamW(p, beta1: 0.7, beta2: 0.9)),
        new("AdamW", "{'eps': 0.1, 'weight_decay': 0}", p => optim.AdamW(p, eps: 0.1)),
        new("AdamW", "{'weight_decay': 0.1}", p => optim.AdamW(p, weight_decay: 0.1)),
        new("AdamW", "{'amsgrad': true, 'weight_decay': 0}", p => optim.AdamW(p, amsgrad: true)),
        new("AdamW", "{'maximize': true, 'weight_decay': 0}", p => optim.AdamW(p, maximize: true)),
        new("AdamW", "{'lr': 0.02, 'betas': [0.8, 0.99], 'eps': 1e-6, 'weight_decay': 0.03, 'amsgrad': true, 'maximize': true}",
            p => optim.AdamW(p, 0.02, 0.8, 0.99, 1e-6, 0.03, true, true)),

        new("RMSprop", "{}", p => optim.RMSProp(p)),
        new("RMSprop", "{'lr': 0.05}", p => optim.RMSProp(p, lr: 0.05)),
        new("RMSprop", "{'alpha': 0.9}", p => optim.RMSProp(p, alpha: 0.9)),
        new("RMSprop", "{'eps': 0.1}", p => optim.RMSProp(p, eps: 0.1)),
        new("RMSprop", "{'weight_decay': 0.1}", p => optim.RMSProp(p, weight_decay: 0.1)),
        new("RMSprop", "{'momentum': 0.9}", p => optim.RMSProp(p, momentum: 0.9)),
        new("RMSprop", "{'centered': true}", p => optim.RMSProp(p, centered: true)),
        new("RMSprop", "{'maximize': true}", p => optim.RMSProp(p, maximize: true)),
        new("RMSprop", "{'lr': 0.003, 'alpha': 0.8, 'eps': 1e-5, 'weight_decay': 0.03, 'momentum': 0.7, 'centered': true, 'maximize': true}",
            p => optim.RMSProp(p, 0.003, 0.8, 1e-5, 0.03, 0.7, true, true)),

        new("Adagrad", "{}", p => optim.Adagrad(p)),
        new("Adagrad", "{'lr': 0.2}", p => optim.Adagrad(p, lr: 0.2)),
        new("Adagrad", "{'lr_decay': 0.1}", p => optim.Adagrad(p, lr_decay: 0.1)),
        new("Adagrad", "{'weight_decay': 0.1}", p => optim.Adagrad(p, weight_decay: 0.1)),
        new("Adagrad", "{'initial_accumulator_value': 0.5}", p => optim.Adagrad(p, initial_accumulator_value: 0.5)),
        new("Adagrad", "{'eps': 0.1}", p => optim.Adagrad(p, eps: 0.1)),
        new("Adagrad", "{'lr': 0.1, 'lr_decay': 0.05, 'weight_decay': 0.02, 'initial_accumulator_value': 0.3, 'eps': 1e-4}",
            p => optim.Adagrad(p, 0.1, 0.05, 0.02, 0.3, 1e-4)),

        new("NAdam", "{}", p => optim.NAdam(p)) { Tolerance = FloatSchedule },
        new("NAdam", "{'lr': 0.02}", p => optim.NAdam(p, lr: 0.02)) { Tolerance = FloatSchedule },
        new("NAdam", "{'betas': [0.7, 0.9]}", p => optim.NAdam(p, beta1: 0.7, beta2: 0.9)) { Tolerance = FloatSchedule },
        new("NAdam", "{'eps': 0.1}", p => optim.NAdam(p, eps: 0.1)) { Tolerance = FloatSchedule },
        new("NAdam", "{'weight_decay': 0.1}", p => optim.NAdam(p, weight_decay: 0.1)) { Tolerance = FloatSchedule },
        new("NAdam", "{'momentum_decay': 0.1}", p => optim.NAdam(p, momentum_decay: 0.1)) { Tolerance = FloatSchedule },
        new("NAdam", "{'lr': 0.01, 'betas': [0.8, 0.99], 'eps': 1e-5, 'weight_decay': 0.02, 'momentum_decay': 0.02}",
            p => optim.NAdam(p, 0.01, 0.8, 0.99, 1e-5, 0.02, 0.02)) { Tolerance = FloatSchedule },

        // In the rectified phase TorchSharp multiplies by the rate twice; rates that are powers of two make that exact.
        new("RAdam", "{}", p => optim.RAdam(p, lr: Rate)) { Rates = RectifiedRates(0.999) },
        new("RAdam", "{'betas': [0.7, 0.9]}", p => optim.RAdam(p, lr: Rate, beta1: 0.7, beta2: 0.9)) { Rates = RectifiedRates(0.9) },
        new("RAdam", "{'eps': 0.1}", p => optim.RAdam(p, lr: Rate, eps: 0.1)) { Rates = RectifiedRates(0.999) },
        new("RAdam", "{'weight_decay': 0.1}", p => optim.RAdam(p, lr: Rate, weight_decay: 0.1)) { Rates = RectifiedRates(0.999) },
        new("RAdam", "{'betas': [0.8, 0.99], 'eps': 1e-5, 'weight_decay': 0.02}", p => optim.RAdam(p, Rate, 0.8, 0.99, 1e-5, 0.02)) { Rates = RectifiedRates(0.99) },

        new("Adamax", "{}", p => optim.Adamax(p)),
        new("Adamax", "{'lr': 0.05}", p => optim.Adamax(p, lr: 0.05)),
        new("Adamax", "{'betas': [0.7, 0.9]}", p => optim.Adamax(p, beta1: 0.7, beta2: 0.9)),
        new("Adamax", "{'eps': 0.1}", p => optim.Adamax(p, eps: 0.1)),
        new("Adamax", "{'weight_decay': 0.1}", p => optim.Adamax(p, weight_decay: 0.1)),
        new("Adamax", "{'lr': 0.02, 'betas': [0.8, 0.99], 'eps': 1e-5, 'weight_decay': 0.02}", p => optim.Adamax(p, 0.02, 0.8, 0.99, 1e-5, 0.02)),

        new("ASGD", "{'lr': 0.001}", p => optim.ASGD(p)) { Tolerance = FloatSchedule },
        new("ASGD", "{'lr': 0.1}", p => optim.ASGD(p, lr: 0.1)) { Tolerance = FloatSchedule },
        new("ASGD", "{'lr': 0.1, 'lambd': 0.05}", p => optim.ASGD(p, lr: 0.1, lambd: 0.05)) { Tolerance = FloatSchedule },
        new("ASGD", "{'lr': 0.1, 'lambd': 0.05, 'alpha': 0.5}", p => optim.ASGD(p, lr: 0.1, lambd: 0.05, alpha: 0.5)) { Tolerance = FloatSchedule },
        new("ASGD", "{'lr': 0.1, 't0': 3}", p => optim.ASGD(p, lr: 0.1, t0: 3)) { Tolerance = FloatSchedule },
        new("ASGD", "{'lr': 0.1, 'weight_decay': 0.1}", p => optim.ASGD(p, lr: 0.1, weight_decay: 0.1)) { Tolerance = FloatSchedule },
        new("ASGD", "{'lr': 0.1, 'maximize': true}", p => optim.ASGD(p, lr: 0.1, maximize: true)) { Tolerance = FloatSchedule },
        new("ASGD", "{'lr': 0.05, 'lambd': 0.01, 'alpha': 0.6, 't0': 5, 'weight_decay': 0.02, 'maximize': true}",
            p => optim.ASGD(p, 0.05, 0.01, 0.6, 5, 0.02, true)) { Tolerance = FloatSchedule },

        new("SGD", "{'lr': 0.1, 'momentum': 0.9}", p => optim.SGD(
            [new SGD.ParamGroup([p[0]], lr: 0.02, momentum: 0.5), new SGD.ParamGroup { Parameters = [p[1]] }], 0.1, momentum: 0.9))
        { Groups = "[{'lr': 0.02, 'momentum': 0.5}, {}]" },
        new("Adam", "{'lr': 0.01}", p => optim.Adam(
            [new Adam.ParamGroup([p[0]], new Adam.Options { weight_decay = 0.1 }), new Adam.ParamGroup([p[1]], lr: 0.05, beta1: 0.8)], 0.01))
        { Groups = "[{'weight_decay': 0.1}, {'lr': 0.05, 'betas': [0.8, 0.999]}]" },
        new("AdamW", "{'lr': 0.01, 'weight_decay': 0.1}", p => optim.AdamW(
            [new AdamW.ParamGroup { Parameters = [p[0]] }, new AdamW.ParamGroup([p[1]], new AdamW.Options { weight_decay = 0 })], 0.01, weight_decay: 0.1))
        { Groups = "[{}, {'weight_decay': 0}]" },
        new("SGD", "{'lr': 0.1, 'momentum': 0.9}", p => optim.SGD(p, 0.1, momentum: 0.9)) { Rates = Enumerable.Range(0, Problem.Steps).Select(step => 0.1 / (1 + step)).ToArray() },
    ];

    private const double Rate = 0.0625;

    private static readonly Lazy<JsonNode> s_answer = new(() => PyTorch.Ask("optimizers.py", Question()));

    public static TheoryData<string> Names => new(s_cases.Select(one => one.Name));

    [SkippableTheory]
    [MemberData(nameof(Names))]
    public void Twenty_steps_are_PyTorchs(string name)
    {
        PyTorch.Require();
        var index = Array.FindIndex(s_cases, one => one.Name == name);
        var one = s_cases[index];
        var expected = s_answer.Value["answers"]![index]!.AsArray();
        var given = one.Walk();
        Assert.Equal(expected.Count, given.Count);
        for (var i = 0; i < given.Count; i++)
            TensorJson.AssertSame(expected[i]!, given[i], PyTorch.SharesLibtorch, $"snapshot {i}", one.Tolerance);
    }

    [Fact]
    public void Every_option_changes_the_result()
    {
        var results = s_cases.Select(one => one.Optimizer + string.Join(' ', one.Walk().Select(tensor => Convert.ToBase64String(tensor.bytes)))).ToList();
        Assert.Equal(results.Count, results.Distinct().Count());
    }

    private static JsonObject Question() => new()
    {
        ["start"] = Nodes(Problem.Start()),
        ["gradients"] = new JsonArray(Enumerable.Range(0, Problem.Steps).Select(step => (JsonNode)Nodes(Problem.Gradients(step))).ToArray()),
        ["cases"] = new JsonArray(s_cases.Select(one => (JsonNode)one.Question()).ToArray()),
    };

    private static JsonArray Nodes(Tensor[] tensors) => new(tensors.Select(tensor => (JsonNode)TensorJson.ToJson(tensor)).ToArray());

    /// <summary>The rate while the rectified length is at most 5, and its square after.</summary>
    private static double[] RectifiedRates(double beta2) => Enumerable.Range(1, Problem.Steps).Select(step =>
    {
        var longest = 2 / (1 - beta2) - 1;
        var length = longest - 2 * step * Math.Pow(beta2, step) / (1 - Math.Pow(beta2, step));
        return length > 5 ? Rate * Rate : Rate;
    }).ToArray();

    private sealed record Case(string Optimizer, string Arguments, Func<Parameter[], OptimizerHelper> Make)
    {
        internal string Override { get; init; } = "{}";

        internal string? Groups { get; init; }

        /// <summary>Learning rates by step. RAdam's are for PyTorch alone; of others, ours sets them too.</summary>
        internal double[]? Rates { get; init; }

        internal double Tolerance { get; init; }

        internal string Name => $"{Optimizer} {Arguments}{(Groups is null ? "" : " groups " + Groups)}{(Override == "{}" ? "" : " but " + Override)}{(Rates is null ? "" : " rates by step")}";

        internal List<Tensor> Walk()
        {
            var parameters = Problem.Parameters();
            using var optimizer = Make(parameters);
            var snapshots = new List<Tensor>();
            for (var step = 0; step < Problem.Steps; step++)
            {
                if (Rates is not null && Optimizer != "RAdam")
                    foreach (var group in optimizer.ParamGroups) group.LearningRate = Rates[step];
                Problem.SetGradients(parameters, step);
                optimizer.step();
                if (step is not (0 or 4 or Problem.Steps - 1)) continue;
                snapshots.AddRange(parameters.Select(parameter => parameter.detach().clone()));
                snapshots.AddRange(optimizer.state_dict().State.OfType<ASGD.State>().Select(state => state.ax.clone()));
            }
            return snapshots;
        }

        internal JsonObject Question() => new()
        {
            ["optimizer"] = Optimizer,
            ["arguments"] = Json(Arguments),
            ["override"] = Json(Override),
            ["groups"] = Groups is null ? null : Json(Groups),
            ["rates"] = Rates is null ? null : new JsonArray(Rates.Select(rate => (JsonNode)rate).ToArray()),
        };

        private static JsonNode Json(string text) => JsonNode.Parse(text.Replace('\'', '"'))!;
    }
}
