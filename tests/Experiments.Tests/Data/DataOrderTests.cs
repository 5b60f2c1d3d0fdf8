namespace Experiments.Tests.Data;

public class DataOrderTests
{
    private static long[] Order(long n, long seed, int epoch)
    {
        using var order = DataOrder.Epoch(n, seed, epoch);
        return order.data<long>().ToArray();
    }

    [Fact]
    public void An_order_has_each_example_once() => Assert.Equal(Enumerable.Range(0, 1000).Select(i => (long)i), Order(1000, 3, 2).Order());

    [Fact]
    public void The_same_seed_and_epoch_give_the_same_order_whatever_was_drawn_in_between()
    {
        var first = Order(500, 7, 4);
        using (randn([1000]))
            Assert.Equal(first, Order(500, 7, 4));
    }

    [Fact]
    public void Drawing_an_order_leaves_the_global_generator_alone()
    {
        manual_seed(5);
        using var undisturbed = rand([3]);
        manual_seed(5);
        using var order = DataOrder.Epoch(100, 5, 0);
        using var after = rand([3]);
        Assert.Equal(undisturbed.data<float>().ToArray(), after.data<float>().ToArray());
    }

    [Fact]
    public void Epochs_and_seeds_have_orders_of_their_own()
    {
        var orders = (from seed in new long[] { 0, 1, 2, long.MaxValue } from epoch in new[] { 0, 1, 2, 1000 }
            select string.Join(',', Order(50, seed, epoch))).ToList();
        Assert.Equal(orders.Count, orders.Distinct().Count());
    }

    [Fact]
    public void The_low_32_bits_that_the_generator_uses_differ_over_seeds_and_epochs()
    {
        // For 40,000 random seeds of 32 bits, 0.19 collisions are expected; seeds of the form seed + epoch would have thousands of
        // collisions.
        var seeds = (from seed in Enumerable.Range(0, 200) from epoch in Enumerable.Range(0, 200)
            select (uint)DataOrder.GeneratorSeed(seed, epoch)).ToList();
        Assert.InRange(seeds.Count - seeds.Distinct().Count(), 0, 3);
    }

    [SkippableFact]
    public void The_documented_formula_in_Python_gives_the_same_orders_from_PyTorch()
    {
        var printed = PyTorch.Prints("""
            import torch
            M = 2**64 - 1
            def mix(x):
                x = (x + 0x9E3779B97F4A7C15) & M
                x = ((x ^ (x >> 30)) * 0xBF58476D1CE4E5B9) & M
                x = ((x ^ (x >> 27)) * 0x94D049BB133111EB) & M
                return x ^ (x >> 31)
            for seed, epoch, n in ((0, 0, 7), (1, 0, 30), (12345, 17, 1000), (2**63 - 1, 3, 12)):
                generator = torch.Generator()
                generator.manual_seed(mix((mix(seed ^ 0x646174616F726465) + epoch) & M) >> 1)
                print(*torch.randperm(n, generator=generator).tolist(), sep=',')
            """).Split('\n', StringSplitOptions.TrimEntries);
        Assert.Equal(printed, new[] { Order(7, 0, 0), Order(30, 1, 0), Order(1000, 12345, 17), Order(12, long.MaxValue, 3) }
            .Select(order => string.Join(',', order)));
    }

    [Fact]
    public void The_mixing_function_is_SplitMix64()
    {
        // The first output of the reference SplitMix64 from state 0, and the formula in the documentation, computed separately.
        static ulong Reference(ulong state)
        {
            var z = state + 0x9E3779B97F4A7C15ul;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ul;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EBul;
            return z ^ (z >> 31);
        }
        Assert.Equal(0xE220A8397B1DCDAFul, Reference(0));
        Assert.Equal((long)(Reference(Reference(42 ^ 0x646174616F726465ul) + 9) >> 1), DataOrder.GeneratorSeed(42, 9));
    }
}
