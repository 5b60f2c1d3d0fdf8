using Experiments.Scripts;

namespace Experiments.Data;

/// <summary>
/// Gaussian inputs with a chosen spectrum of the covariance, and targets from a random network, the teacher. The keys of the config
/// determine all data; no file is read.
/// <para>
/// Inputs: x = √λ ⊙ z with z ~ N(0, I), so that their covariance is diag(λ). λᵢ = 1 (<c>flat</c>) or λᵢ = c·i^(−exponent), i = 1…features
/// (<c>power_law</c>), with c such that the λᵢ have mean 1. In both cases E|x|² = features. The eigenvectors are the coordinate axes. Other
/// eigenvectors would make no difference for a network with Gaussian weights.
/// </para>
/// <para>
/// Teacher: h₀ = x, hₗ = φ(Wₗ hₗ₋₁) for each layer of <c>teacher_hidden</c>, and the outputs are W h of the last layer. The teacher has no
/// biases. Wₗ ~ N(0, g/fan_in) with g = 2 after a ReLU and 1 elsewhere, so that outputs are of order 1. Classification: the class is the
/// argmax of <c>classes</c> outputs. Regression: the target is the single output plus <c>noise</c>·ε, ε ~ N(0, 1).
/// </para>
/// <para>
/// <c>torch.randn</c> draws all numbers in float64 on the CPU from one generator, <c>torch.Generator().manual_seed(data_seed)</c>. The
/// order is: the teacher's matrices [out, in] from the first layer to the last, z [examples, features], then ε [examples, 1] for
/// regression.
/// </para>
/// </summary>
public sealed record SyntheticOptions : DataOptions, IValidated
{
    // Half a gigabyte of float64 per layer. For data sets of common sizes, one block contains all examples.
    private const long ValuesAtOnce = 1L << 26;

    [Option("features", "Number of features of an input.", Minimum = 1, Maximum = 1_000_000)]
    public int Features { get; init; } = 100;

    [Option("examples", "Number of examples, including those held out.", Minimum = 3, Maximum = 100_000_000)]
    public int Examples { get; init; } = 10_000;

    [Option("test", "Examples held out for test: a share (below 1) or a number (1 or more); 0 for none.", Minimum = 0)]
    public double Test { get; init; } = 0.2;

    [Option("validation", "Examples held out for validation: a share (below 1) or a number (1 or more); 0 for none.", Minimum = 0)]
    public double Validation { get; init; } = 0.1;

    [Option("spectrum", "Eigenvalues of the inputs' covariance: all 1 (flat), or falling as i^-exponent with mean 1 (power_law).",
        Allowed = ["flat", "power_law"])]
    public string Spectrum { get; init; } = "flat";

    [Option("exponent", "Exponent of the power law; a larger exponent makes the eigenvalues fall faster.", Minimum = 0, Maximum = 100)]
    public double Exponent { get; init; } = 1;

    [Option("task", "classification: the class is the index of the teacher's largest output. regression: the target is its only output.",
        Allowed = ["classification", "regression"])]
    public string Task { get; init; } = "classification";

    [Option("classes", "Number of classes, for classification.", Minimum = 2, Maximum = 100_000)]
    public int Classes { get; init; } = 10;

    [Option("noise", "Standard deviation of the noise on the target, for regression.", Minimum = 0)]
    public double Noise { get; init; }

    [Option("teacher_hidden", "Widths of the teacher's hidden layers; empty for a linear teacher.", Minimum = 1, Maximum = 1_000_000)]
    public IReadOnlyList<int> TeacherHidden { get; init; } = [64];

    [Option("teacher_activation", "Activation after each hidden layer of the teacher.", Allowed = ["relu", "tanh"])]
    public string TeacherActivation { get; init; } = "relu";

    [Option("data_seed", "Seed of the inputs and of the teacher; separate from the run's seed, so that runs share their data.",
        Minimum = 0)]
    public long DataSeed { get; init; }

    /// <inheritdoc/>
    public override bool ReadsFiles => false;

    private bool IsRegression => Task == "regression";

    /// <inheritdoc/>
    public IEnumerable<string> Mistakes()
    {
        foreach (var mistake in SplitRows.Mistakes("test", Test).Concat(SplitRows.Mistakes("validation", Validation)))
            yield return mistake;
    }

    /// <inheritdoc/>
    public IEnumerable<string> IdleKeys()
    {
        var defaults = new SyntheticOptions();
        if (Spectrum == "flat" && Exponent != defaults.Exponent)
            yield return "exponent has no effect while spectrum is 'flat'";
        if (!IsRegression && Noise != 0)
            yield return "noise has no effect while task is 'classification'";
        if (IsRegression && Classes != defaults.Classes)
            yield return "classes has no effect while task is 'regression'";
        if (TeacherHidden.Count == 0 && TeacherActivation != defaults.TeacherActivation)
            yield return "teacher_activation has no effect while teacher_hidden is empty";
    }

    /// <inheritdoc/>
    public override DataDescription Describe(DataContext context) => new(
        IsRegression ? TaskKind.Regression : TaskKind.Classification,
        [Features],
        IsRegression ? 1 : Classes,
        IsRegression
            ? []
            : [.. Enumerable.Range(0, Classes).Select(number => number.ToString(System.Globalization.CultureInfo.InvariantCulture))],
        Files: []);

    /// <inheritdoc/>
    public override DataSplits Load(DataContext context)
    {
        using var scope = NewDisposeScope();
        var rows = SplitRows.Draw(Examples, Test, Validation, Limit, SplitSeed, "synthetic");
        var (inputs, targets) = Draw();
        return new DataSplits(
            Describe(context),
            Part("train", rows.Train),
            rows.Validation.Length == 0 ? null : Part("validation", rows.Validation),
            rows.Test.Length == 0 ? null : Part("test", rows.Test));

        Split Part(string name, long[] chosen)
        {
            var index = tensor(chosen, dtype: ScalarType.Int64, device: CPU);
            return new Split(
                name,
                inputs.index_select(0, index).to(context.Precision).to(context.Device).DetachFromDisposeScope(),
                targets.index_select(0, index).to(IsRegression ? context.Precision : ScalarType.Int64).to(context.Device)
                    .DetachFromDisposeScope());
        }
    }

    /// <inheritdoc/>
    public override PyData? PyTorch(DataContext context) => SyntheticScript.Of(this, ValuesAtOnce);

    /// <summary>Eigenvalues λ₁ ≥ λ₂ ≥ … of the inputs' covariance; their mean is 1.</summary>
    internal double[] Eigenvalues()
    {
        if (Spectrum == "flat")
            return [.. Enumerable.Repeat(1.0, Features)];
        var powers = Enumerable.Range(1, Features).Select(i => Math.Pow(i, -Exponent)).ToArray();
        var mean = powers.Average();
        return [.. powers.Select(power => power / mean)];
    }

    /// <summary>Draws inputs [examples, features] and targets in float64. The examples are computed in blocks.
    /// <paramref name="valuesAtOnce"/> is the maximum number of values in the teacher's widest layer for one block.</summary>
    internal (Tensor Inputs, Tensor Targets) Draw(long valuesAtOnce = ValuesAtOnce)
    {
        using var generator = new Generator((ulong)DataSeed, CPU);
        var teacher = Teacher(generator);
        var deviations = tensor(Eigenvalues(), dtype: ScalarType.Float64, device: CPU).sqrt();
        var inputs = Normal(Examples, Features, generator).mul_(deviations);
        var rows = Math.Max(1, valuesAtOnce / teacher.Max(weight => weight.shape[0]));
        var answers = cat([.. Enumerable.Range(0, (int)((Examples + rows - 1) / rows))
            .Select(piece => Answers(inputs.narrow(0, piece * rows, Math.Min(rows, Examples - (piece * rows))), teacher))]);
        return (inputs, IsRegression ? answers.add_(Normal(Examples, 1, generator) * Noise) : answers);
    }

    // Returns the class or, for regression, the single output.
    private Tensor Answers(Tensor inputs, List<Tensor> teacher)
    {
        using var scope = NewDisposeScope();
        var outputs = inputs;
        foreach (var (weight, isLast) in teacher.Select((weight, layer) => (weight, layer == teacher.Count - 1)))
        {
            outputs = outputs.matmul(weight.t());
            if (!isLast)
                outputs = TeacherActivation == "relu" ? outputs.relu() : outputs.tanh();
        }

        return scope.MoveToOuter(IsRegression ? outputs : outputs.argmax(1));
    }

    private List<Tensor> Teacher(Generator generator)
    {
        int[] widths = [Features, .. TeacherHidden, IsRegression ? 1 : Classes];
        return [.. Enumerable.Range(1, widths.Length - 1).Select(layer =>
        {
            var gain = layer > 1 && TeacherActivation == "relu" ? 2.0 : 1.0;
            return Normal(widths[layer], widths[layer - 1], generator) * Math.Sqrt(gain / widths[layer - 1]);
        })];
    }

    private static Tensor Normal(long rows, long columns, Generator generator) =>
        randn([rows, columns], dtype: ScalarType.Float64, device: CPU, generator: generator);
}
