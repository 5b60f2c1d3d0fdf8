namespace Experiments.Tests.Signal.Measure;

public sealed class LengthTableTests
{
    // According to Schoenholz et al. 2017, tanh is critical at σ_w² = 1.7609546 for σ_b² = 0.05 and at 1.4242053 for σ_b² = 0.01; relu is
    // critical at 2.
    [Fact]
    public void The_table_finds_the_critical_line_with_the_accuracy_of_a_figure()
    {
        var tanh = new LengthTable(new TanhActivation());
        Assert.Equal(1.760954639607, tanh.Critical(0.05), 2e-3);
        Assert.Equal(1.424205290489, tanh.Critical(0.01), 2e-3);
        Assert.Equal(0.759031647185, tanh.Susceptibility(1, 0.05), 2e-3);
        Assert.Equal(2, new LengthTable(new ReluActivation()).Critical(0.1), 2e-3);
    }

    // Checks with a quadrature of twelve digits that, at the fixed point q, χ₁ = σ_w² E φ'² is 1 and σ_w² E φ² equals q.
    [Fact]
    public void A_function_that_is_not_0_at_0_has_one_critical_point()
    {
        var table = new LengthTable(new SigmoidActivation());
        var critical = table.Critical(0);
        var (length, moments) = (table.Limit(critical, 0), new ActivationMoments(new SigmoidActivation()));
        Assert.Equal(1, critical * moments.SlopeSecondMoment(length), 5e-3);
        Assert.Equal(1, critical * moments.SecondMoment(length) / length, 5e-3);
    }
}
