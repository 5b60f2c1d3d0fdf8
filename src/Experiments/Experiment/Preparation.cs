using Experiments.Data;
using Experiments.Initialization;
using Experiments.Models;
using Experiments.Signal.Predict;
using Experiments.Training;
using Serilog.Core;

namespace Experiments.Experiment;

/// <summary>
/// The steps of a run before it writes its first file. The steps include every check of the input. <c>check</c> takes the same steps, so
/// <c>run</c> accepts every config that <c>check</c> accepts.
/// </summary>
public sealed class Preparation : IDisposable
{
    private readonly ExperimentConfig _config;
    private readonly ScalarType _precision;
    private readonly Device _place;
    private readonly bool _ownsData;

    private Preparation(ResolvedConfig resolved, DataSplits data, Device device, Device place, Logger logger, bool ownsData = true)
    {
        (Data, Device, Logger, _place, _ownsData) = (data, device, logger, place, ownsData);
        _config = resolved.Config;
        _precision = PrecisionOf(_config);
        Plan = TrainingPlan.Of(resolved.Config, data);
        Identity = RunIdentity.Of(resolved, data.Description, Devices.TypeName(device));
    }

    public DataSplits Data { get; }

    /// <summary>Device of the run.</summary>
    public Device Device { get; }

    public TrainingPlan Plan { get; }

    /// <summary>Identity of the run, 64 hexadecimal digits.</summary>
    public string Identity { get; }

    /// <summary>Logger for users, from the config's <c>Serilog</c> section.</summary>
    public Logger Logger { get; }

    /// <summary>Chooses the device, reads the data and combines both with the config.</summary>
    /// <param name="roots">Folders that are searched for data.</param>
    /// <param name="place">Device of the tensors, for callers that don't train; null for the config's device.</param>
    /// <param name="kept">Cache that keeps the data for the next run of the process. If null, the preparation owns the data.</param>
    /// <exception cref="InputException">The config doesn't fit the data, or its Serilog section is invalid.</exception>
    /// <exception cref="MissingException">The device or the data set is not on this machine.</exception>
    public static Preparation Of(ResolvedConfig resolved, IReadOnlyList<string> roots, Device? place = null, KeptData? kept = null)
    {
        var config = resolved.Config;
        var device = Devices.Resolve(config.Device);
        TorchSettings.Apply(config, device);
        var logger = ConsoleLog.Of(resolved);
        DataSplits? data = null;
        try
        {
            var context = new DataContext(roots, place ?? device, PrecisionOf(config));
            data = OutOfMemory.InWords("data",
                () => kept?.Load(config.Data, resolved.Document, context) ?? config.Data.Load(context));
            return new Preparation(resolved, data, device, place ?? device, logger, ownsData: kept is null);
        }
        catch
        {
            if (kept is null)
                data?.Dispose();
            logger.Dispose();
            throw;
        }
    }

    /// <summary>Prepares a run on the CPU, with data that the caller has loaded and owns. Use this method to check many configs, not for
    /// training.</summary>
    /// <param name="data">Data of the config's <c>data</c> section, on the CPU and in the config's precision.</param>
    /// <param name="device">Device of the run, which need not exist on this machine.</param>
    /// <exception cref="InputException">The config doesn't fit the data, or its Serilog section is invalid.</exception>
    public static Preparation Sharing(ResolvedConfig resolved, DataSplits data, Device device)
    {
        var logger = ConsoleLog.Of(resolved);
        try
        {
            return new Preparation(resolved, data, device, CPU, logger, ownsData: false);
        }
        catch
        {
            logger.Dispose();
            throw;
        }
    }

    /// <summary>Checks the config against the data's description. Only the numbers of examples are not checked.</summary>
    /// <exception cref="InputException">The config is wrong.</exception>
    /// <exception cref="MissingException">The machine lacks the device, or the data's shape is unknown because files are
    /// missing.</exception>
    public static (DataDescription Data, Module<Tensor, Tensor> Model, InitPlan Init) WithoutData(ResolvedConfig resolved,
        IReadOnlyList<string> roots)
    {
        TorchSettings.Apply(resolved.Config, Devices.Resolve(resolved.Config.Device));
        var description = Describe(resolved, roots);
        var (model, init) = BuildModel(resolved.Config, description, examples: null);
        return (description, model, init);
    }

    /// <summary>Describes the data and checks it against the config; reads the data files only if needed.</summary>
    /// <exception cref="InputException">The config is wrong.</exception>
    /// <exception cref="MissingException">The machine lacks the device, or the data's shape is unknown because files are
    /// missing.</exception>
    public static DataDescription Describe(ResolvedConfig resolved, IReadOnlyList<string> roots)
    {
        var config = resolved.Config;
        Devices.Resolve(config.Device);
        ConsoleLog.Of(resolved).Dispose();
        var description = config.Data.Describe(new DataContext(roots, CPU, PrecisionOf(config)));
        TrainingPlan.Check(config, description);
        return description;
    }

    /// <summary>Builds and initialises the model. The caller disposes of the model.</summary>
    /// <exception cref="InputException">Model, policy and data don't fit one another, or the machine has too little memory.</exception>
    public RunParts Build()
    {
        var (model, init) = BuildModel(_config, Data.Description, Data.Train.FirstInputs);
        try
        {
            OutOfMemory.InWords("model", () => Place(model));
            BatchNormalisation.Check(model, Plan, Data.Train.Inputs);
            return new RunParts(_config, Plan, init, model, Data, Device);
        }
        catch
        {
            model.Dispose();
            throw;
        }
    }

    /// <summary>Returns the number format of parameters and data; with bfloat16, both are float32.</summary>
    public static ScalarType PrecisionOf(ExperimentConfig config) =>
        config.Precision == "float64" ? ScalarType.Float64 : ScalarType.Float32;

    /// <summary>Makes a network compute in the config's precision. The parameters of the network must already have the format of
    /// <see cref="PrecisionOf"/>.</summary>
    public static void UsePrecision(Module<Tensor, Tensor> model, ExperimentConfig config)
    {
        if (config.Precision == "bfloat16")
            MixedPrecision.Apply(model);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_ownsData)
            Data.Dispose();
        Logger.Dispose();
    }

    private static (Module<Tensor, Tensor> Model, InitPlan Init) BuildModel(ExperimentConfig config, DataDescription data,
        ExampleSource? examples) =>
        OutOfMemory.InWords("model",
            () => Initializer.Build(config.Model, new ModelShape(data.InputShape, data.Outputs), config.Init, config.Seed, examples,
                InputTheory.For(data.InputShape)));

    // The model is built and initialised on the CPU in float32, so that its initial weights do not depend on the run's device.
    private Module<Tensor, Tensor> Place(Module<Tensor, Tensor> model)
    {
        if (_precision != ScalarType.Float32)
            model.to(_precision);
        if (_place.type != DeviceType.CPU)
            model.to(_place);
        UsePrecision(model, _config);
        // The check is needed only if the run uses the CPU; for another device, the CPU only prepares the network.
        if (Device.type == DeviceType.CPU)
            ConvolutionProof.Check(model);
        return model;
    }
}
