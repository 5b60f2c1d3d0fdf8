namespace Experiments.Tests.Figures;

/// <summary>Figures with every kind of mark and axis. Formulas give the numbers of these figures.</summary>
internal static class SampleFigures
{
    public static IReadOnlyDictionary<string, Figure> All { get; } = new Dictionary<string, Figure>
    {
        ["variance-by-layer"] = VarianceByLayer(),
        ["phase-diagram"] = PhaseDiagram(),
        ["histograms"] = Histograms(),
        ["seeds"] = Seeds(),
        ["learning-curves"] = LearningCurves(),
    };

    private static Figure VarianceByLayer()
    {
        string[] names = ["xavier_normal", "kaiming_normal", "normal, std 0.01", "orthogonal", "lecun_normal", "kaiming_uniform", "auto",
            "zeros & <odd> names"];
        var marks = names.SelectMany((name, index) =>
        {
            var series = new Series(name, index);
            double At(int layer) => Math.Pow(10, (index - 3.5) * layer / 5);
            var layers = Enumerable.Range(0, 16).ToList();
            return new Mark[]
            {
                new Band([.. layers.Select(layer => new DataInterval(layer, 0, At(layer) / (1 + (0.1 * layer)),
                    At(layer) * (1 + (0.1 * layer))))]) { Series = series },
                new Line([.. layers.Select(layer => new DataPoint(layer, At(layer)))]) { Series = series },
                new Points([.. layers.Select(layer => new DataInterval(layer, layer == 15 && index == 7 ? 0 : At(layer) * 1.1, At(layer),
                    At(layer) * 1.3))]) { Series = series },
            };
        });
        return new Figure("Variance of the pre-activations by layer", [
            new Panel("forward", new Axis("layer") { IsWhole = true }, new Axis("E[z²]", AxisKind.Log), [.. marks, new Rule(1, "kept")]),
            new Panel("backward", new Axis("layer") { IsWhole = true }, new Axis("Var(∂L/∂z)", AxisKind.Log), [.. marks.Take(9)]),
        ])
        { Columns = 2, Subtitle =
            "Lines: predicted, with bands of two standard deviations over seeds. Points: measured, with the spread over 5 seeds.",
            Source = "Made by the tests from formulas." };
    }

    private static Figure PhaseDiagram()
    {
        var x = Enumerable.Range(0, 41).Select(i => i * 0.1).ToList();
        var y = Enumerable.Range(0, 31).Select(i => i * 0.02).ToList();
        var values = Enumerable.Range(0, 30)
            .Select(row => (IReadOnlyList<double>)[
                .. Enumerable.Range(0, 40).Select(column => Math.Log10((0.05 + (column * 0.1)) / (1 + row * 0.02)))]).ToList();
        return new Figure("Ordered and chaotic phase", [
            new Panel("", new Axis("σ_w²"), new Axis("σ_b²"), [
                new HeatMap(x, y, values, new ColorScale(-1, 1, "log₁₀ χ₁") { IsDiverging = true }),
                new Line([new(1, 0), new(1.6, 0.6)]) { Series = new Series("critical line", 6) },
                new Points([new(2, 0.1)]) { Series = new Series("this config", 1) },
                new Note(new(0.6, 0.4), "ordered"),
                new Note(new(3, 0.4), "chaotic"),
            ]),
        ]);
    }

    private static Figure Histograms() => new("Activations by layer", [.. Enumerable.Range(0, 6).Select(layer => new Panel(
        $"features.{layer}", new Axis(""), new Axis(layer % 3 == 0 ? "share" : ""),
        [
            new Bars([.. Enumerable.Range(0, 21).Select(i => (i - 10) * 0.3 / (layer + 1))],
                [.. Enumerable.Range(0, 20).Select(i => Math.Exp(-(i - 9.5) * (i - 9.5) / 20) / 8)]) { Series = new Series("initial", 0) },
        ]))])
    { Columns = 3, PanelWidth = 190, PanelHeight = 110 };

    private static Figure Seeds() => new("Test accuracy by policy", [
        new Panel("", new Axis("") { Categories = ["xavier_normal", "kaiming_normal, fan_out", "orthogonal"] }, new Axis("accuracy (%)"), [
            .. Enumerable.Range(0, 3)
                .Select(policy => new Strip(policy,
                    [.. Enumerable.Range(0, policy == 2 ? 3 : 9).Select(seed => 91 + policy + Math.Sin((seed * 3.7) + policy))]) { Series =
                        new Series($"policy {policy}", policy) }),
        ]),
    ])
    { PanelWidth = 330 };

    private static Figure LearningCurves() => new("Training loss", [
        new Panel("", new Axis("step"), new Axis("loss (nats)"), [
            new Band([.. Enumerable.Range(0, 50).Select(
                i => new DataInterval(i * 40, 0, 2 * Math.Exp(-i / 20.0), 2.6 * Math.Exp(-i / 25.0)))]) { Series = new Series("sgd", 0) },
            new Line([.. Enumerable.Range(0, 50)
                .Select(i => new DataPoint(i * 40, i == 20 ? double.NaN : 2.3 * Math.Exp(-i / 22.0)))]) { Series = new Series("sgd", 0) },
            new Line([.. Enumerable.Range(0, 50).Select(i => new DataPoint(i * 40, 2.3 / (1 + (i / 10.0))))]) { Series = new Series("adam",
                1), IsDashed = true },
            new Rule(1200, "lr drops") { IsUpright = true },
        ]),
    ]);
}
