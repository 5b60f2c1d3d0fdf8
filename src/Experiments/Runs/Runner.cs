using Experiments.Configuration;
using Experiments.Data;
using Experiments.Initialization;
using Experiments.Models;
using Experiments.Training;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Experiments.Runs;

/// <summary>Carries out one run: data, model, initial weights, training, and the folder that records them.</summary>
public static class Runner
{
    /// <summary>
    /// Runs a config on the calling thread. Whatever is wrong with the input is thrown before the run folder is touched; from then on
    /// the folder tells what happened, and the summary that comes back is the one that stands in it.
    /// </summary>
    /// <param name="resolved">The config.</param>
    /// <param name="request">Where things lie on this machine.</param>
    /// <param name="observer">Shows the run.</param>
    /// <param name="cancellation">Ends the run after the update that is being made, as interrupted.</param>
    /// <exception cref="InputException">The config doesn't fit the data, or another process is writing the folder.</exception>
    /// <exception cref="MissingException">The machine lacks the device or the data set.</exception>
    public static RunSummary Run(ResolvedConfig resolved, RunRequest request, IRunObserver observer, CancellationToken cancellation)
    {
        var config = resolved.Config;
        CpuThreads.Set(config.Threads);
        var device = Devices.Resolve(config.Device);
        Devices.AllowTf32(device, config.Tf32);
        using var data = config.Data.Load(new DataContext(request.DataRoots, device, PrecisionOf(config)));
        var plan = TrainingPlan.Of(config, data);
        var identity = RunIdentity.Of(resolved, data.Description, Devices.TypeName(device));
        var folder = RunFolder.Of(request.OutputRoot ?? config.Output.Root, config.Name, identity, config.Seed);
        if (request.Resume && folder.IsOver && RunSummary.Read(folder.Summary) is { Status: RunStatus.Completed or RunStatus.Diverged } over)
            return over;

        var (model, init) = Initializer.Build(config.Model, new ModelShape(data.Description.InputShape, data.Description.Outputs), config.Init, config.Seed);
        using var disposing = model;
        Place(model, device, PrecisionOf(config));
        BatchNormalisation.Check(model, plan, data.Train.Inputs);
        using var session = new RunSession(resolved, request, observer, folder, identity);
        return session.Run(new RunParts(plan, init, model, data, device), cancellation);
    }

    /// <summary>The number format that a config's <c>precision</c> names.</summary>
    public static ScalarType PrecisionOf(ExperimentConfig config) =>
        config.Precision == "float64" ? ScalarType.Float64 : ScalarType.Float32;

    // A model is built and filled on the CPU in float32, so that its first values do not depend on where it will run.
    private static void Place(Module<Tensor, Tensor> model, Device device, ScalarType precision)
    {
        if (precision != ScalarType.Float32)
            model.to(precision);
        if (device.type != DeviceType.CPU)
            model.to(device);
    }
}
