namespace Experiments.Tests.Initialization;

/// <summary>
/// The coordinate check of μP (Yang et al., Tensor Programs V, 2022, appendix D.1): with μP's weights and learning rates, a few updates of
/// Adam change the values in each layer by an amount that does not depend on the width. With equal learning rates the change grows.
/// Expressions give the initial weights; the learning rates of the layers are set here.
/// </summary>
public sealed class WidthScalingTests
{
    private const int Base = 64;
    private const int Updates = 4;
    private static readonly int[] s_widths = [64, 256, 1024];

    // A prototype in PyTorch has slopes of −0.02 to 0.05 with μP, and 1.0, 0.44 and 0.62 without it, for the layers after the first.
    [Fact]
    public void Under_muP_the_change_by_Adam_does_not_depend_on_the_width_and_without_it_the_change_grows()
    {
        Assert.All(Slopes(isMuP: true), slope => Assert.InRange(slope, -0.15, 0.15));
        Assert.All(Slopes(isMuP: false).Skip(1), slope => Assert.InRange(slope, 0.3, 1.2));
    }

    // Least squares of log₂ change over log₂ width, which is 6, 8 and 10: half the difference of the ends, divided by 2.
    private static List<double> Slopes(bool isMuP)
    {
        var changes = s_widths.Select(width => Enumerable.Range(0, 3).Select(seed => Change(width, isMuP, seed)).ToList())
            .Select(seeds => Enumerable.Range(0, 4).Select(layer => Math.Log2(seeds.Average(change => change[layer]))).ToArray()).ToList();
        return [.. Enumerable.Range(0, 4).Select(layer => (changes[2][layer] - changes[0][layer]) / 4)];
    }

    // Returns the root mean square of the change of each layer's outputs.
    private static double[] Change(int width, bool isMuP, int seed)
    {
        using var scope = NewDisposeScope();
        using var model = new Mlp { Hidden = [width, width, width], Bias = false }.Build(new ModelShape([16], 4));
        // At the base width, √64/fan_in is 1/√fan_in.
        Initializer.Apply(model, InitConfig.Read($$"""
            { "weight": { "scheme": "kaiming_normal", "nonlinearity": "relu" },
              "rules": [ { "depth": -1, "weight": { "scheme": "normal", "std": "{{(isMuP ? "sqrt(64)/fan_in" : "1/sqrt(fan_in)")}}" } } ] }
            """), seed);
        using var generator = new Generator(1, device: CPU);
        var inputs = empty([64, 16], dtype: ScalarType.Float32, device: CPU).normal_(0, 1, generator: generator);
        var labels = randint(4, [64], dtype: ScalarType.Int64, device: CPU, generator: generator);
        var outputs = new List<float[]>();
        foreach (var layer in Layers.Of(model))
            ((TorchSharp.Modules.Linear)layer.Module).register_forward_hook((_, _, output) =>
            {
                outputs.Add(output.detach().data<float>().ToArray());
                return output;
            });
        List<float[]> Forward()
        {
            outputs.Clear();
            model.call(inputs);
            return [.. outputs];
        }

        var before = Forward();
        var weights = model.parameters().ToList();
        using var first = optim.Adam(weights.Take(1), 0.01);
        using var others = optim.Adam(weights.Skip(1), isMuP ? 0.01 * Base / width : 0.01);
        for (var update = 0; update < Updates; update++)
        {
            first.zero_grad();
            others.zero_grad();
            functional.cross_entropy(model.call(inputs), labels).backward();
            first.step();
            others.step();
        }
        return [.. Forward().Zip(before,
            (after, start) => Math.Sqrt(after.Zip(start).Average(pair => Math.Pow(pair.First - pair.Second, 2))))];
    }
}
