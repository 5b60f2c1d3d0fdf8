namespace Experiments.Cli.Tests;

/// <summary>Trains runs that several tests read. Each run is trained once.</summary>
public sealed class TrainedRuns : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Dictionary<string, string> _byArguments = [];

    /// <summary>Returns the folder of a run with these arguments.</summary>
    public string Train(params string[] arguments)
    {
        var key = string.Join(' ', arguments);
        if (_byArguments.TryGetValue(key, out var trained))
            return trained;
        var output = Path.Combine(_folder.Path, $"runs-{_byArguments.Count}");
        var result = Cli.Run(["run", .. arguments, "--quiet", "--output", output]);
        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        return _byArguments[key] = Path.GetDirectoryName(Directory.GetFiles(output, "summary.json", SearchOption.AllDirectories).Single())!;
    }

    public void Dispose() => _folder.Dispose();
}
