namespace Experiments.Tests.Data.Images;

public class CropAndFlipTests
{
    private const int Count = 9, Channels = 3, Height = 6, Width = 5;

    private static readonly double[] Black = [-1.5, 0.25, -0.125];

    private static double Pixel(long n, long c, long h, long w) => n + (c / 4.0) + (h / 32.0) + (w / 256.0);

    private static Tensor Images(ScalarType type)
    {
        var values = from n in Enumerable.Range(0, Count) from c in Enumerable.Range(0, Channels) from h in Enumerable.Range(0, Height)
            from w in Enumerable.Range(0, Width) select Pixel(n, c, h, w);
        using var flat = tensor(values.ToArray(), dtype: ScalarType.Float64, device: CPU);
        using var shaped = flat.reshape(Count, Channels, Height, Width);
        return shaped.to_type(type);
    }

    private static double[] Applied(CropAndFlip augmentation, long seed, long step, ScalarType type = ScalarType.Float32)
    {
        using var scope = NewDisposeScope();
        var result = augmentation.Apply(Images(type), seed, step);
        Assert.Equal([Count, Channels, Height, Width], result.shape);
        Assert.Equal(type, result.dtype);
        return result.to_type(ScalarType.Float64).data<double>().ToArray();
    }

    // Implements the definition directly, one example at a time.
    private static IEnumerable<double> Plain(int padding, bool flip, long[] down, long[] right, long[] mirrored) =>
        from n in Enumerable.Range(0, Count)
        from c in Enumerable.Range(0, Channels)
        from h in Enumerable.Range(0, Height)
        from w in Enumerable.Range(0, Width)
        let row = h + down[n] - padding
        let column = (flip && mirrored[n] == 1 ? Width - 1 - w : w) + right[n] - padding
        select row is < 0 or >= Height || column is < 0 or >= Width ? Black[c] : Pixel(n, c, row, column);

    private static (long[] Down, long[] Right, long[] Mirrored) Draws(int padding, long seed, long step)
    {
        using var generator = new Generator((ulong)AugmentationStream.Seed(seed, step), CPU);
        long[] Draw(long high)
        {
            using var drawn = randint(high, [Count], dtype: ScalarType.Int64, device: CPU, generator: generator);
            return drawn.data<long>().ToArray();
        }
        return (Draw((2 * padding) + 1), Draw((2 * padding) + 1), Draw(2));
    }

    [Theory]
    [InlineData(2, true)]
    [InlineData(2, false)]
    [InlineData(0, true)]
    [InlineData(7, true)]
    public void A_batch_is_what_cutting_and_mirroring_one_image_after_the_other_gives(int padding, bool flip)
    {
        var (down, right, mirrored) = Draws(padding, seed: 3, step: 11);
        foreach (var type in new[] { ScalarType.Float32, ScalarType.Float64 })
            Assert.Equal(Plain(padding, flip, down, right, mirrored), Applied(new CropAndFlip(padding, flip, Black), 3, 11, type));
    }

    [Fact]
    public void Seed_and_step_decide_and_nothing_else()
    {
        var augmentation = new CropAndFlip(2, flip: true, Black);
        var once = Applied(augmentation, 5, 8);
        using (randn([100]))
            Assert.Equal(once, Applied(augmentation, 5, 8));
        Assert.NotEqual(once, Applied(augmentation, 5, 9));
        Assert.NotEqual(once, Applied(augmentation, 6, 8));
    }

    [Fact]
    public void The_batch_that_is_given_and_the_global_generator_are_left_alone()
    {
        manual_seed(1);
        using var undisturbed = rand([3]);
        manual_seed(1);
        using var images = Images(ScalarType.Float32);
        var before = images.data<float>().ToArray();
        using var result = new CropAndFlip(1, flip: true, Black).Apply(images, 0, 0);
        using var after = rand([3]);
        Assert.Equal(before, images.data<float>().ToArray());
        Assert.Equal(undisturbed.data<float>().ToArray(), after.data<float>().ToArray());
    }

    // 2,000 steps of 9 images: each count of offsets (uniform on 0…4) and flips is within five standard errors.
    [Fact]
    public void Offsets_are_uniform_and_flips_fair()
    {
        var draws = Enumerable.Range(0, 2000).Select(step => Draws(2, 1, step)).ToList();
        var total = 2000.0 * Count;
        foreach (var offsets in new[] { draws.SelectMany(draw => draw.Down), draws.SelectMany(draw => draw.Right) })
            Assert.All(offsets.CountBy(offset => offset).Select(pair => pair.Value),
                count => Assert.InRange(count, total * 0.2 - 5 * Math.Sqrt(total * 0.16), total * 0.2 + 5 * Math.Sqrt(total * 0.16)));
        Assert.InRange(draws.Sum(draw => draw.Mirrored.Sum()), total / 2 - 5 * Math.Sqrt(total / 4), total / 2 + 5 * Math.Sqrt(total / 4));
    }

    // python3 -c "import hashlib; print(int.from_bytes(hashlib.sha256(b'augment/7/123').digest()[:8], 'big') & (2**63 - 1))"
    [Fact]
    public void The_seed_of_a_step_is_the_documented_function() => Assert.Equal(8776066808451851605L, AugmentationStream.Seed(7, 123));

    [SkippableFact]
    public void The_documented_PyTorch_gives_the_same_pictures()
    {
        var script = $$"""
            import torch
            images = torch.arange({{Count}} * {{Channels}} * {{Height}} * {{Width}}, dtype=torch.float64).reshape({{Count}}, {{Channels}}, {{Height}}, {{Width}})
            g = torch.Generator().manual_seed({{AugmentationStream.Seed(4, 2)}})
            down, right, flip = [torch.randint(high, ({{Count}},), generator=g) for high in (5, 5, 2)]
            for image, dy, dx, f in zip(images, down, right, flip):
                padded = torch.nn.functional.pad(image, (2, 2, 2, 2), value=-1.0)
                cut = padded[:, dy:dy + {{Height}}, dx:dx + {{Width}}]
                print(" ".join(str(int(x)) for x in (cut.flip(2) if f else cut).flatten()))
            """;
        using var scope = NewDisposeScope();
        var images = arange(Count * Channels * Height * Width, dtype: ScalarType.Float64, device: CPU).reshape(Count, Channels,
            Height, Width);
        var given = new CropAndFlip(2, flip: true, [-1, -1, -1]).Apply(images, 4, 2).data<double>().ToArray();
        Assert.Equal(PyTorch.Prints(script).Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries).Select(double.Parse), given);
    }
}
