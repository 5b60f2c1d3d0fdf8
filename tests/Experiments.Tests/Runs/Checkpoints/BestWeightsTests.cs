using Experiments.Training;
using TorchSharp.Modules;

namespace Experiments.Tests.Runs;

public sealed class BestWeightsTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("experiments-best-").FullName;
    private readonly DisposeScope _scope = NewDisposeScope();

    public void Dispose()
    {
        _scope.Dispose();
        Directory.Delete(_root, recursive: true);
    }

    [Fact]
    public void The_file_holds_the_weights_that_were_taken_last_and_not_later_ones()
    {
        var (folder, checkpoint, model) = Bench(Linear(3, 2, hasBias: false));
        using var best = new BestWeights(checkpoint, model);

        Set(model, 1);
        best.Take(5);
        Set(model, 2);
        best.Take(10);
        Set(model, 3);
        Assert.False(File.Exists(folder.Weights("best")));
        best.Write();

        Assert.Equal("10", Safetensors.ReadHeader(folder.Weights("best")).Metadata["step"]);
        Assert.Equal(Enumerable.Repeat(2f, 6), Safetensors.ReadTensor(folder.Weights("best"), "weight").data<float>());
    }

    [Fact]
    public void Weights_that_are_in_the_file_are_not_written_again()
    {
        var (folder, checkpoint, model) = Bench(Linear(3, 2));
        using var best = new BestWeights(checkpoint, model);
        best.Take(5);
        best.Write();
        File.Delete(folder.Weights("best"));

        best.Write();

        Assert.False(File.Exists(folder.Weights("best")));
    }

    // 2049² float32 numbers are more than 16 MiB.
    [Fact]
    public void The_weights_of_a_large_model_wait_in_a_file()
    {
        var (folder, checkpoint, model) = Bench(Linear(2049, 2049, hasBias: false));
        using var best = new BestWeights(checkpoint, model);

        best.Take(5);
        Assert.False(File.Exists(folder.Weights("best")));
        best.Write();

        Assert.Equal("5", Safetensors.ReadHeader(folder.Weights("best")).Metadata["step"]);
    }

    [Fact]
    public void A_resumed_run_drops_best_weights_of_another_update()
    {
        var (folder, checkpoint, model) = Bench(Linear(3, 2));
        using var best = new BestWeights(checkpoint, model);
        best.Take(5);
        best.Write();

        checkpoint.DropOtherBest(5);
        Assert.True(File.Exists(folder.Weights("best")));
        checkpoint.DropOtherBest(4);
        Assert.False(File.Exists(folder.Weights("best")));
    }

    private (RunFolder Folder, Checkpoint Checkpoint, Linear Model) Bench(Linear model)
    {
        var folder = RunFolder.Of(_root, "best", "000000000000", 0);
        Directory.CreateDirectory(folder.Checkpoints);
        return (folder, new Checkpoint(folder, model, new Optimizer(new SgdOptions(), model), average: null), model);
    }

    private static void Set(Linear model, float value)
    {
        using var noGradients = no_grad();
        model.weight.fill_(value);
    }
}
