using System.Globalization;
using System.Text.Json.Nodes;
using Experiments.Experiment;
using Experiments.Data;
using Experiments.Runs;
using TorchSharp;
using static TorchSharp.torch;

namespace GpuCheck.Training;

/// <summary>Trains small configs in a temporary folder, as <c>experiments run</c> does.</summary>
/// <param name="deviceName">The device that is checked: <c>cuda:N</c>, or <c>cpu</c>.</param>
internal sealed class Bench(string deviceName) : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("gpu-check-").FullName;
    private int _runs;

    /// <summary>Name of the device that is checked.</summary>
    public string DeviceName { get; } = deviceName;

    /// <summary>The device that is checked, as TorchSharp's type.</summary>
    public Device Device { get; } = Experiments.Training.Devices.Resolve(deviceName);

    /// <summary>Whether the CPU is used instead of a GPU, to test this program.</summary>
    public bool IsSelfTest => Device.type != DeviceType.CUDA;

    /// <summary>Whether only the first row of each registry is tried, in float32.</summary>
    public bool IsQuick { get; init; }

    /// <summary>Function that fills the device's memory until the result is disposed; null if filling the memory could harm other
    /// programs.</summary>
    public Func<IDisposable>? FillMemory { get; init; }

    /// <summary>The folder of this session, which is deleted at the end.</summary>
    public string Root => _root;

    /// <summary>Trains a config on a device, in a new folder.</summary>
    /// <exception cref="InputException">The config is wrong, or too large for the device.</exception>
    /// <exception cref="MissingException">The data set is not on this machine.</exception>
    public Outcome Train(JsonObject config, string device, Action<long>? afterStep = null) =>
        Train(Read(config, device), resume: false, afterStep, CancellationToken.None);

    /// <summary>Trains a config, interrupts the run after an update, and resumes it.</summary>
    public Outcome TrainInterrupted(JsonObject config, string device, long lastStep)
    {
        var resolved = Read(config, device);
        using var stop = new CancellationTokenSource();
        var first = Train(resolved, resume: false, step =>
        {
            if (step == lastStep)
                stop.Cancel();
        }, stop.Token);
        if (first.Summary.Status != RunStatus.Interrupted)
            throw new InvalidOperationException(
                $"The run should be interrupted after update {lastStep}, but is {first.Summary.Status.ToString().ToLowerInvariant()}. "
                    + $"{first.Summary.Error}");
        var second = Train(resolved, resume: true, afterStep: null, CancellationToken.None);
        return second with { Losses = [.. first.Losses, .. second.Losses] };
    }

    /// <summary>Writes a file into the session's folder.</summary>
    /// <returns>Its full path.</returns>
    public string Write(string name, string text)
    {
        var path = Path.Combine(_root, name);
        File.WriteAllText(path, text);
        return path;
    }

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(_root, recursive: true);

    private ResolvedConfig Read(JsonObject config, string device)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"run-{++_runs}");
        var document = (JsonObject)config.DeepClone();
        document["name"] = name;
        document["device"] = device;
        return ConfigReader.Read(Write($"{name}.json", document.ToJsonString()), []);
    }

    private Outcome Train(ResolvedConfig config, bool resume, Action<long>? afterStep, CancellationToken cancellation)
    {
        var observer = new LossRecorder(afterStep);
        var request = new RunRequest { OutputRoot = Path.Combine(_root, "runs"), DataRoots = DataRoots.Default(null),
            CommandLine = "GpuCheck", Resume = resume };
        var summary = Runner.Run(config, request, observer, cancellation);
        return new Outcome(summary, observer.Losses, config.Config.Data.BatchSize);
    }
}
