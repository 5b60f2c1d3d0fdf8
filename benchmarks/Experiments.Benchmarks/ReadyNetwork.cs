using Experiments.Configuration;
using Experiments.Data;
using Experiments.Initialization;
using Experiments.Models;
using Experiments.Training;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Experiments.Benchmarks;

/// <summary>The data and the initialised network of a ready config, on the CPU with the config's threads.</summary>
/// <param name="Config">The config.</param>
/// <param name="Data">Its splits.</param>
/// <param name="Model">Its network.</param>
internal sealed record ReadyNetwork(ExperimentConfig Config, DataSplits Data, Module<Tensor, Tensor> Model) : IDisposable
{
    /// <summary>Loads the data of <c>configs/NAME.json</c> and builds the network.</summary>
    /// <param name="name">The config's file, without its ending.</param>
    /// <param name="settings">What is changed in it, as for <c>--set</c>.</param>
    public static ReadyNetwork Load(string name, params string[] settings)
    {
        var config = ConfigReader.Read(Path.Combine(Root(), "configs", $"{name}.json"), settings).Config;
        CpuThreads.Set(config.Threads);
        var data = config.Data.Load(new DataContext(DataRoots.Default(null), CPU, ScalarType.Float32));
        var model = config.Model.Build(new ModelShape(data.Description.InputShape, data.Description.Outputs));
        Initializer.Apply(model, config.Init, config.Seed);
        return new ReadyNetwork(config, data, model);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Model.Dispose();
        Data.Dispose();
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Experiments.sln")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("Run the benchmarks inside the repository.");
    }
}
