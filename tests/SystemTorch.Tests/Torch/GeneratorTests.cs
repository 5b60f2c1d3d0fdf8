using System.Runtime.InteropServices;
using SystemTorch.Tests.Interop;
using TorchSharp;

namespace SystemTorch.Tests.Torch;

/// <summary>Streams of random numbers: seeds, states and their independence.</summary>
public sealed class GeneratorTests
{
    [Fact]
    public void The_same_seed_gives_the_same_numbers()
    {
        var (first, second) = (new torch.Generator(5), new torch.Generator(5));

        Assert.Equal(Draw(first), Draw(second));
        Assert.NotEqual(Draw(new torch.Generator(5)), Draw(new torch.Generator(6)));
    }

    [Fact]
    public void A_generator_of_its_own_leaves_the_default_one_alone()
    {
        torch.manual_seed(1);
        var expected = Draw(null);
        torch.manual_seed(1);
        _ = Draw(new torch.Generator(1));

        Assert.Equal(expected, Draw(null));
    }

    [Fact]
    public void A_state_that_is_put_back_repeats_the_numbers()
    {
        using var generator = new torch.Generator(3);
        _ = Draw(generator);
        using var state = generator.get_state();
        var expected = Draw(generator);

        generator.set_state(state);

        Assert.Equal(expected, Draw(generator));
    }

    [Fact]
    public void The_default_state_can_be_put_back()
    {
        using var state = torch.get_rng_state();
        var expected = Draw(null);

        torch.set_rng_state(state);

        Assert.Equal(expected, Draw(null));
    }

    [Fact]
    public void A_generator_tells_its_seed()
    {
        using var generator = new torch.Generator(42);
        Assert.Equal(42, generator.initial_seed());
        Assert.Same(generator, generator.manual_seed(43));
        Assert.Equal(43, generator.initial_seed());
        Assert.Equal(generator.seed(), generator.initial_seed());

        torch.manual_seed(44);
        Assert.Equal(44, torch.initial_seed());
        Assert.Equal(44, torch.random.initial_seed());
        Assert.Equal(torch.seed(), torch.initial_seed());
    }

    [Fact]
    public void Seeding_CUDA_where_there_is_none_does_nothing()
    {
        torch.cuda.manual_seed(1);
        torch.cuda.manual_seed_all(1);
    }

    // The real TorchSharp ends the process on these.
    [SkippableFact]
    public void What_is_no_state_is_refused()
    {
        Shim.Require();
        using var generator = new torch.Generator(3);
        using var bytes = torch.zeros([7], torch.uint8);
        using var numbers = torch.zeros(3);

        Assert.Contains("CPUGeneratorImplState", Assert.Throws<ExternalException>(() => generator.set_state(bytes)).Message, StringComparison.Ordinal);
        Assert.Contains("ByteTensor", Assert.Throws<ExternalException>(() => generator.set_state(numbers)).Message, StringComparison.Ordinal);
        Assert.Throws<ExternalException>(() => generator.set_state(null!));
        Assert.Throws<ExternalException>(() => torch.set_rng_state(numbers));
    }

    [SkippableFact]
    public void A_disposed_generator_is_refused()
    {
        Shim.Require();
        var generator = new torch.Generator(3);
        generator.Dispose();
        generator.Dispose();

        Assert.Contains("generator", Assert.Throws<ExternalException>(() => generator.initial_seed()).Message, StringComparison.Ordinal);
        Assert.Throws<ObjectDisposedException>(() => Draw(generator));
    }

    private static float[] Draw(torch.Generator? generator)
    {
        using var numbers = torch.randn(8, generator: generator);
        return numbers.data<float>().ToArray();
    }
}
