using Experiments.Data;
using Experiments.Initialization;
using Experiments.Models;
using Experiments.Training;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Experiments.Benchmarks;

/// <summary>The data and the initialised network of a ready config, on the CPU with the config's number of threads.</summary>
/// <param name="Config">The config.</param>
/// <param name="Data">Splits of the config's data.</param>
/// <param name="Model">Network of the config.</param>
internal sealed record ReadyNetwork(ExperimentConfig Config, DataSplits Data, Module<Tensor, Tensor> Model) : IDisposable
{
    /// <summary>Loads the data of <c>configs/NAME.json</c> and builds the network.</summary>
    /// <param name="name">Name of the config's file without its extension.</param>
    /// <param name="settings">Changes to the config, as arguments of <c>--set</c>.</param>
    public static ReadyNetwork Load(string name, params string[] settings)
    {
        var config = ConfigReader.Read(Path.Combine(Root(), "configs", $"{name}.json"), settings).Config;
        CpuThreads.Set(config.Threads);
        var data = config.Data.Load(new DataContext(DataRoots.Default(null), CPU, ScalarType.Float32));
        var model = config.Model.Build(new ModelShape(data.Description.InputShape, data.Description.Outputs));
        Initializer.Apply(model, config.Init, config.Seed);
        return new ReadyNetwork(config, data, model);
    }

    /// <summary>
    /// Builds the network with random examples in the shape of the data, so that no data set is downloaded. The number of examples is large
    /// enough for a batch and for the probe.
    /// </summary>
    /// <param name="name">Name of the config's file without its extension.</param>
    public static ReadyNetwork OnRandomExamples(string name)
    {
        var config = ConfigReader.Read(Path.Combine(Root(), "configs", $"{name}.json"),
            ["training.epochs=null", "training.steps=1000000", "training.target=null"]).Config;
        CpuThreads.Set(config.Threads);
        var description = config.Data.Describe(new DataContext(DataRoots.Default(null), CPU, ScalarType.Float32));
        var count = Math.Max(config.Diagnostics.ProbeSize, config.Data.BatchSize);
        var targets = description.Task == TaskKind.Classification
            ? randint(description.Outputs, [count], dtype: ScalarType.Int64)
            : randn([count, 1]);
        var train = new Split("train", randn([count, .. description.InputShape]), targets);
        var (model, _) = Initializer.Build(config.Model, new ModelShape(description.InputShape, description.Outputs), config.Init,
            config.Seed, train.FirstInputs);
        return new ReadyNetwork(config, new DataSplits(description, train, null, null), model);
    }

    /// <summary>The ready configs, by name.</summary>
    public static IEnumerable<string> Names() => Directory.EnumerateFiles(Path.Combine(Root(), "configs"), "*.json")
        .Select(path => Path.GetFileNameWithoutExtension(path)!).Where(name => name != "schema").Order(StringComparer.Ordinal);

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
