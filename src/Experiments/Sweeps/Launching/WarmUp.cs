using Experiments.Experiment;
using Experiments.Runs;

namespace Experiments.Sweeps.Launching;

/// <summary>Warms up a worker before it gets its cells: a tiny run compiles most of the program, then the data is read.</summary>
public static class WarmUp
{
    /// <summary>The worker's option that names the warm-up folder.</summary>
    public const string Option = "--early";

    /// <summary>An early worker warms up when it reads this line of input. The config has been written before the line is sent.</summary>
    public const string Ready = "warm up";

    /// <summary>An early worker ends the warm-up and accepts cells when it reads this line of input.</summary>
    public const string Begin = "begin";

    /// <summary>Returns the path of the config whose data set the warm-up reads.</summary>
    public static string ConfigIn(string folder) => Path.Combine(folder, "first.json");

    /// <summary>Warms up the worker. Failures are ignored: if they occur again in a cell, the cell records them.</summary>
    /// <param name="folder">Folder with the config; each worker writes into its own subfolder.</param>
    /// <param name="roots">Folders to search for data.</param>
    /// <param name="data">The cache that receives the data.</param>
    public static void Run(string folder, IReadOnlyList<string> roots, KeptData data)
    {
        try
        {
            var first = ConfigReader.Read(ConfigIn(folder), []);
            Train(Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{Environment.ProcessId}")), first.Config.Threads);
            using var prepared = Preparation.Of(first, roots, kept: data);
        }
        catch (Exception)
        {
            // The folder may have been deleted, the data may be missing, or there may be too little memory.
        }
    }

    private static void Train(string folder, int threads)
    {
        Directory.CreateDirectory(folder);
        try
        {
            var config = Path.Combine(folder, "config.json");
            File.WriteAllText(config, Config(threads).ToJsonString());
            using var scope = NewDisposeScope();
            Runner.Run(ConfigReader.Read(config, []), new RunRequest
            {
                OutputRoot = folder,
                CommandLine = "warm-up",
                Logger = new Serilog.LoggerConfiguration().CreateLogger(),
            }, new SilentObserver(), CancellationToken.None);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static JsonObject Config(int threads) => new()
    {
        ["name"] = "warm-up",
        ["device"] = "cpu",
        ["threads"] = threads,
        ["data"] = new JsonObject { ["kind"] = "synthetic", ["features"] = 8, ["examples"] = 100, ["batch_size"] = 8 },
        ["model"] = new JsonObject { ["kind"] = "mlp", ["hidden"] = new JsonArray(8) },
        ["optimizer"] = new JsonObject { ["kind"] = "sgd", ["lr"] = 0.01, ["momentum"] = 0.9 },
        ["training"] = new JsonObject { ["epochs"] = 1 },
    };
}
