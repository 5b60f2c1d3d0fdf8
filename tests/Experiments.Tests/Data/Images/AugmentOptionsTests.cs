using Experiments.Tests.Runs;

namespace Experiments.Tests.Data.Images;

/// <summary>Tests the key <c>augment</c>, from the config to the batches of a run.</summary>
public sealed class AugmentOptionsTests : IDisposable
{
    private const string Augment = "data.augment={\"crop_padding\":1,\"flip\":true}";

    private readonly RunFixture _runs = new();

    public void Dispose() => _runs.Dispose();

    private static bool Same(Tensor one, Tensor other) => one.eq(other).all().item<bool>();

    private static AugmentOptions CropAndMirror => new() { CropPadding = 2, Flip = true };

    [Fact]
    public void Only_training_batches_are_changed()
    {
        using var plain = new DigitsOptions().Load(ShippedData.Context());
        using var changed = new DigitsOptions { Augment = CropAndMirror }.Load(ShippedData.Context());
        Assert.Null(plain.Augmentation);
        foreach (var (one, other) in new[] { (plain.Train, changed.Train), (plain.Validation!, changed.Validation!),
            (plain.Test!, changed.Test!) })
            Assert.True(Same(one.Inputs, other.Inputs));
        using var scope = NewDisposeScope();
        using var before = new Batches(plain.Train, 32, dropLast: false, seed: 1);
        using var after = new Batches(changed.Train, 32, dropLast: false, seed: 1, changed.Augmentation);
        var (inputs, targets) = before.At(5);
        var (otherInputs, otherTargets) = after.At(5);
        Assert.True(Same(targets, otherTargets));
        Assert.False(Same(inputs, otherInputs));
        Assert.True(Same(otherInputs, changed.Augmentation!.Apply(inputs, 1, 5)));
    }

    // With three batches per update, the second batch of update 5 is number 5 · 3 + 1 (see docs/data.md).
    [Fact]
    public void Where_several_batches_make_an_update_each_has_the_documented_number()
    {
        using var plain = new DigitsOptions().Load(ShippedData.Context());
        using var changed = new DigitsOptions { Augment = CropAndMirror }.Load(ShippedData.Context());
        using var scope = NewDisposeScope();
        using var before = new Batches(plain.Train, 32, dropLast: false, seed: 1, parts: 3);
        using var after = new Batches(changed.Train, 32, dropLast: false, seed: 1, changed.Augmentation, parts: 3);
        Assert.True(Same(after.At(5, 1).Inputs, changed.Augmentation!.Apply(before.At(5, 1).Inputs, 1, 16)));
        Assert.False(Same(after.At(5, 1).Inputs, changed.Augmentation!.Apply(before.At(5, 1).Inputs, 1, 5)));
    }

    [Fact]
    public void What_is_put_around_an_image_is_black_after_normalisation()
    {
        using var splits = new DigitsOptions { Mean = 0.25, Std = 0.5, Augment = new AugmentOptions { CropPadding = 200 } }
            .Load(ShippedData.Context());
        using var scope = NewDisposeScope();
        var pixels = splits.Augmentation!.Apply(splits.Train.Inputs.narrow(0, 0, 64), 0, 0).data<float>().ToArray();
        // Only 15² of 401² crop positions show a part of the image, so almost all of 64 pictures are black.
        Assert.InRange(pixels.Count(pixel => pixel == -0.5f), pixels.Length - (2 * 64), pixels.Length);
    }

    [Fact]
    public void Nothing_to_do_is_no_augmentation()
    {
        using var splits = new DigitsOptions { Augment = new AugmentOptions() }.Load(ShippedData.Context());
        Assert.Null(splits.Augmentation);
    }

    [Fact]
    public void The_key_is_read_and_its_range_held()
    {
        var config = _runs.Read(RunFixture.DigitsMlp, Augment).Config;
        Assert.Equal(new AugmentOptions { CropPadding = 1, Flip = true }, ((DigitsOptions)config.Data).Augment);
        Assert.Contains("data.augment.crop_padding",
            Assert.Single(Assert.Throws<InputException>(
                () => _runs.Read(RunFixture.DigitsMlp, "data.augment={\"crop_padding\":-1}")).Mistakes), StringComparison.Ordinal);
    }

    [Fact]
    public void An_interrupted_run_with_augmentation_goes_on_bit_for_bit()
    {
        var whole = _runs.Run(RunFixture.DigitsMlp, Augment, "name=\"whole\"");
        using var stop = new CancellationTokenSource();
        var observer = new LossObserver(report =>
        {
            if (report.Step == 27)
                stop.Cancel();
        });
        Runner.Run(_runs.Read(RunFixture.DigitsMlp, Augment), _runs.Request, observer, stop.Token);
        var resumed = Runner.Run(_runs.Read(RunFixture.DigitsMlp, Augment), _runs.Request with { Resume = true }, new SilentObserver(),
            CancellationToken.None);
        Assert.Equal(RunFixture.Results(RunFixture.Metrics(whole)), RunFixture.Results(RunFixture.Metrics(resumed)));
        Assert.NotEqual(RunFixture.Results(RunFixture.Metrics(whole)),
            RunFixture.Results(RunFixture.Metrics(_runs.Run(RunFixture.DigitsMlp))));
        Assert.NotEqual(whole.Identity, _runs.Run(RunFixture.DigitsMlp).Identity);
    }
}
