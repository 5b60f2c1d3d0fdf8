using Experiments.Serialization;
using System.Globalization;
using System.Text.Json.Nodes;
using Experiments.Configuration;

namespace Experiments.Runs;

/// <summary>
/// A run's folder, <c>ROOT/NAME/IDENTITY-sSEED</c>, and the files in it. Lines are appended, files are replaced by rename, and only
/// <c>summary.json</c> says that a run is over, so a reader can trust the folder at every instant.
/// </summary>
public sealed class RunFolder
{
    /// <summary>Digits of the identity in the folder's name.</summary>
    public const int IdentityDigits = 12;

    private RunFolder(string path) => Path = path;

    /// <summary>The folder.</summary>
    public string Path { get; }

    /// <summary>The resolved config, written before anything runs.</summary>
    public string Config => File("config.json");

    /// <summary>The machine, the native library, the data files.</summary>
    public string EnvironmentFile => File("environment.json");

    /// <summary>Where a process that goes on with the run says what it runs on: <c>environment.resumed-N.json</c>, N being the first number that is free.</summary>
    public string NextEnvironment() => Enumerable.Range(1, int.MaxValue - 1)
        .Select(number => File(string.Create(CultureInfo.InvariantCulture, $"environment.resumed-{number}.json")))
        .First(path => !System.IO.File.Exists(path));

    /// <summary>What happened, one JSON object a line.</summary>
    public string Events => File("events.jsonl");

    /// <summary>What was measured, one JSON object a line.</summary>
    public string Metrics => File("metrics.jsonl");

    /// <summary>What each layer did to the signal, one JSON object a layer and a measurement; only where diagnostics are asked for.</summary>
    public string Signal => File("signal.jsonl");

    /// <summary>How it ended; it is there only once the run is over.</summary>
    public string Summary => File("summary.json");

    /// <summary>Weights and what a resume needs.</summary>
    public string Checkpoints => File("checkpoints");

    /// <summary>A model alone: <c>initial</c>, <c>best</c>, <c>last</c> or <c>ema</c>.</summary>
    public string Weights(string name) => System.IO.Path.Combine(Checkpoints, name + ".safetensors");

    /// <summary>All that a resume needs; it is there until the run is completed.</summary>
    public string ResumeState => System.IO.Path.Combine(Checkpoints, "resume.safetensors");

    /// <summary>Held open by the process that writes.</summary>
    public string Lock => File("run.lock");

    /// <summary>Whether the run is over.</summary>
    public bool IsOver => System.IO.File.Exists(Summary);

    /// <summary>The folder of a run that may or may not be there.</summary>
    /// <param name="root">Folder of the run folders.</param>
    /// <param name="name">Name of the experiment.</param>
    /// <param name="identity">The plan's identity.</param>
    /// <param name="seed">The seed.</param>
    public static RunFolder Of(string root, string name, string identity, long seed) =>
        new(System.IO.Path.GetFullPath(System.IO.Path.Combine(
            root, name, string.Create(CultureInfo.InvariantCulture, $"{identity[..IdentityDigits]}-s{seed}"))));

    /// <summary>A run folder to read.</summary>
    /// <exception cref="InputException">It isn't one.</exception>
    public static RunFolder Open(string path)
    {
        var folder = new RunFolder(System.IO.Path.GetFullPath(path));
        return System.IO.File.Exists(folder.Config)
            ? folder
            : throw new InputException($"'{path}' is no run folder: it has no config.json.");
    }

    /// <summary>The lines of <c>metrics.jsonl</c> that are whole.</summary>
    public IReadOnlyList<JsonObject> ReadMetrics() => System.IO.File.Exists(Metrics) ? [.. JsonLines.Read(Metrics)] : [];

    /// <summary>The lines of <c>events.jsonl</c> that are whole.</summary>
    public IReadOnlyList<JsonObject> ReadEvents() => System.IO.File.Exists(Events) ? [.. JsonLines.Read(Events)] : [];

    /// <summary>Makes the folder and takes it for this process, until the stream is disposed.</summary>
    /// <exception cref="InputException">Another process has it.</exception>
    public FileStream Take()
    {
        Directory.CreateDirectory(Checkpoints);
        return FileLock.TryTake(Lock, FileOptions.DeleteOnClose)
            ?? throw new InputException($"Another process is writing the run folder '{Path}'; wait for it, or give another name or seed.");
    }

    /// <summary>Moves an earlier run of the same plan and seed to <c>FOLDER.previous-N</c>, N being the first number that is free; returns where, or null where none was.</summary>
    /// <exception cref="InputException">Another process is writing it.</exception>
    public string? MoveAside()
    {
        if (!Directory.Exists(Path))
            return null;
        using (Take())
        {
        }

        for (var number = 1; ; number++)
        {
            var aside = string.Create(CultureInfo.InvariantCulture, $"{Path}.previous-{number}");
            if (Directory.Exists(aside))
                continue;
            Directory.Move(Path, aside);
            return aside;
        }
    }

    /// <summary>Removes the files that a killed process was in the middle of writing; for the process that has taken the folder.</summary>
    public void RemoveLeftovers()
    {
        foreach (var path in Directory.EnumerateFiles(Path, "*" + AtomicFile.Suffix, SearchOption.AllDirectories))
            System.IO.File.Delete(path);
    }

    private string File(string name) => System.IO.Path.Combine(Path, name);
}
