namespace Experiments.Tests.Signal.Measure;

public sealed class LengthTableTests
{
    // Schoenholz et al. 2017: tanh is critical at σ_w² = 1.7609546 for σ_b² = 0.05 and at 1.4242053 for 0.01; a rectifier at 2.
    [Fact]
    public void The_table_finds_the_critical_line_to_the_width_of_a_line()
    {
        var tanh = new LengthTable(new TanhActivation());
        Assert.Equal(1.760954639607, tanh.Critical(0.05), 2e-3);
        Assert.Equal(1.424205290489, tanh.Critical(0.01), 2e-3);
        Assert.Equal(0.759031647185, tanh.Susceptibility(1, 0.05), 2e-3);
        Assert.Equal(2, new LengthTable(new ReluActivation()).Critical(0.1), 2e-3);
    }

    // By quadrature to twelve digits: at the length that it tends to, χ₁ = σ_w² E φ'² is 1, and σ_w² E φ² that length.
    [Fact]
    public void The_critical_point_of_a_function_that_is_not_0_at_0_is_one()
    {
        var table = new LengthTable(new SigmoidActivation());
        var critical = table.Critical(0);
        var (length, moments) = (table.Limit(critical, 0), new ActivationMoments(new SigmoidActivation()));
        Assert.Equal(1, critical * moments.SlopeSecondMoment(length), 5e-3);
        Assert.Equal(1, critical * moments.SecondMoment(length) / length, 5e-3);
    }
}
