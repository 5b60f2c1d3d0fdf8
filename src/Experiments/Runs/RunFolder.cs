namespace Experiments.Runs;

/// <summary>
/// A run's folder, <c>ROOT/NAME/IDENTITY-sSEED</c>, and the files in it. Lines are appended, and other files are replaced as a whole by a
/// rename. <c>summary.json</c> exists only after the run's end. The folder is therefore consistent at any time.
/// </summary>
public sealed class RunFolder
{
    /// <summary>Number of digits of the identity in the folder's name.</summary>
    public const int IdentityDigits = 12;

    private RunFolder(string path) => Path = path;

    public string Path { get; }

    /// <summary>Resolved config, which is written before the training starts.</summary>
    public string Config => File("config.json");

    /// <summary>Machine, native library and data files.</summary>
    public string EnvironmentFile => File("environment.json");

    /// <summary>
    /// Returns the path for the environment of a process that resumes the run: <c>environment.resumed-N.json</c> with the first free N.
    /// </summary>
    public string NextEnvironment() => Enumerable.Range(1, int.MaxValue - 1)
        .Select(number => File(string.Create(CultureInfo.InvariantCulture, $"environment.resumed-{number}.json")))
        .First(path => !System.IO.File.Exists(path));

    /// <summary>The run's events, one JSON object per line.</summary>
    public string Events => File("events.jsonl");

    /// <summary>The run's metrics, one JSON object per line.</summary>
    public string Metrics => File("metrics.jsonl");

    /// <summary>Measurements of the signal, one JSON object per layer and measurement; exists only with diagnostics.</summary>
    public string Signal => File("signal.jsonl");

    /// <summary>Loss and norm of the gradients of single updates, one JSON object per update; exists only with diagnostics.</summary>
    public string Updates => File("updates.jsonl");

    /// <summary>Layers of the network, names of the classes, and the verdict on the signal before the first update.</summary>
    public string Network => File("network.json");

    /// <summary>Targets and final predictions of a regression.</summary>
    public string Predictions => File("predictions.csv");

    /// <summary>The run as a page for a browser.</summary>
    public string Page => File("page.html");

    /// <summary>Result of the run; this file exists only after the run's end.</summary>
    public string Summary => File("summary.json");

    /// <summary>Folder of the weights and of the resume state.</summary>
    public string Checkpoints => File("checkpoints");

    /// <summary>Returns the path of a model's weights: <c>initial</c>, <c>best</c>, <c>last</c> or <c>ema</c>.</summary>
    public string Weights(string name) => System.IO.Path.Combine(Checkpoints, name + ".safetensors");

    /// <summary>All state that a resume needs. This file is deleted when the run completes or diverges.</summary>
    public string ResumeState => System.IO.Path.Combine(Checkpoints, "resume.safetensors");

    /// <summary>Lock file, which the process that writes the folder keeps open.</summary>
    public string Lock => File("run.lock");

    /// <summary>Whether the run has a summary. Failed and interrupted runs also have a summary.</summary>
    public bool IsOver => System.IO.File.Exists(Summary);

    /// <summary>Returns the folder of a run, which need not exist.</summary>
    /// <param name="root">Folder that contains the run folders.</param>
    /// <param name="name">Name of the experiment.</param>
    public static RunFolder Of(string root, string name, string identity, long seed) =>
        new(System.IO.Path.GetFullPath(System.IO.Path.Combine(
            root, name, string.Create(CultureInfo.InvariantCulture, $"{identity[..IdentityDigits]}-s{seed}"))));

    /// <summary>Opens an existing run folder.</summary>
    /// <exception cref="InputException">The folder has no <c>config.json</c>.</exception>
    public static RunFolder Open(string path)
    {
        var folder = new RunFolder(System.IO.Path.GetFullPath(path));
        return System.IO.File.Exists(folder.Config)
            ? folder
            : throw new InputException($"'{path}' is not a run folder: it has no config.json.");
    }

    /// <summary>Reads the complete lines of <c>metrics.jsonl</c>.</summary>
    public IReadOnlyList<JsonObject> ReadMetrics() => System.IO.File.Exists(Metrics) ? [.. JsonLines.Read(Metrics)] : [];

    /// <summary>Reads the complete lines of <c>events.jsonl</c>.</summary>
    public IReadOnlyList<JsonObject> ReadEvents() => System.IO.File.Exists(Events) ? [.. JsonLines.Read(Events)] : [];

    /// <summary>Creates the folder and locks it for this process until the stream is disposed.</summary>
    /// <exception cref="InputException">Another process has locked the folder.</exception>
    public FileStream Take()
    {
        Directory.CreateDirectory(Checkpoints);
        return FileLock.TryTake(Lock, FileOptions.DeleteOnClose)
            ?? throw new InputException(
                $"Another process is writing the run folder '{Path}'; wait until it ends, or use another name or seed.");
    }

    /// <summary>
    /// Moves an earlier run to <c>FOLDER.previous-N</c>, where N is the first free number. Returns the new path; null if there was no run.
    /// </summary>
    /// <exception cref="InputException">Another process is writing to the folder.</exception>
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

    /// <summary>Deletes incomplete files of a killed process. Only the process that has locked the folder may call this method.</summary>
    public void RemoveLeftovers()
    {
        foreach (var path in Directory.EnumerateFiles(Path, "*" + AtomicFile.Suffix, SearchOption.AllDirectories))
            System.IO.File.Delete(path);
    }

    private string File(string name) => System.IO.Path.Combine(Path, name);
}
