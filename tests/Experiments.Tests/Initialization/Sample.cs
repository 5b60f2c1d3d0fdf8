namespace Experiments.Tests.Initialization;

/// <summary>A drawn weight, as doubles.</summary>
internal sealed class Sample
{
    public Sample(IEnumerable<float> values)
    {
        Values = [.. values.Select(value => (double)value)];
        var mean = Values.Average();
        var variance = Values.Average(value => (value - mean) * (value - mean));
        (Mean, Variance) = (mean, variance);
        ExcessKurtosis = (Values.Average(value => Math.Pow(value - mean, 4)) / (variance * variance)) - 3;
    }

    public double[] Values { get; }

    public double Mean { get; }

    public double Variance { get; }

    /// <summary>Fourth central moment divided by the squared variance, minus 3: 0 for a normal distribution, −1.2 for a uniform
    /// distribution.</summary>
    public double ExcessKurtosis { get; }

    public static Sample Linear(Scheme scheme, long inputs, long outputs, long seed = 11) =>
        Of(nn.Linear(inputs, outputs, hasBias: false), scheme, seed);

    public static Sample Of(Module<Tensor, Tensor> module, Scheme scheme, long seed = 11)
    {
        using var scope = NewDisposeScope();
        using var owned = module;
        Initializer.Apply(owned, new InitOptions { Weight = scheme }, seed);
        return new Sample(owned.get_parameter("weight")!.data<float>().ToArray());
    }
}
