using Experiments.Tests.Runs;

namespace Experiments.Tests.Training.Windows;

/// <summary>Tests when windows end.</summary>
public sealed class WindowLengthTests : IDisposable
{
    private readonly RunFixture _runs = new();
    private readonly Preparation _prepared;

    public WindowLengthTests() =>
        _prepared = Preparation.Of(_runs.Read(RunFixture.DigitsMlp, "training.steps=50", "training.eval_every_steps=20"),
            _runs.Request.DataRoots);

    public void Dispose()
    {
        _prepared.Dispose();
        _runs.Dispose();
    }

    [Fact]
    public void A_window_ends_at_an_evaluation_and_when_the_listener_reads_the_model()
    {
        var length = new WindowLength(_prepared.Plan, 12);
        var listener = new SilentListener(step => step == 17);

        var ends = new List<long>();
        for (long step = 0; step < 50; step = ends[^1])
            ends.Add(step + length.At(step, listener));

        Assert.Equal([12, 17, 20, 32, 40, 50], ends);
    }

    [Fact]
    public void Windows_double_until_they_take_fifty_milliseconds()
    {
        var length = new WindowLength(_prepared.Plan, null);
        var listener = new SilentListener(_ => false);

        // At 4 ms per update, 12 updates fit.
        var lengths = new List<int>();
        for (var i = 0; i < 6; i++)
        {
            lengths.Add(length.At(0, listener));
            length.Measured(lengths[^1], lengths[^1] * 0.004);
        }

        Assert.Equal([1, 2, 4, 8, 12, 12], lengths);
        // At 20 ms per update, the window takes more than 50 ms.
        length.Measured(12, 0.24);
        Assert.Equal(2, length.At(0, listener));
        length.Measured(2, 0.2);
        Assert.Equal(1, length.At(0, listener));
    }

    [Fact]
    public void After_a_non_finite_number_the_next_64_updates_are_made_one_by_one()
    {
        var length = new WindowLength(_prepared.Plan, 10);
        var listener = new SilentListener(_ => false);

        length.Pause(100);

        Assert.Equal((1, 10), (length.At(163, listener), length.At(164, listener)));
        length.Stop();
        Assert.Equal(1, length.At(1_000_000, listener));
    }
}
