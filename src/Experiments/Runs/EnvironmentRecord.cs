using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.Intrinsics.X86;
using Experiments.Data;
using Experiments.Initialization;
using Experiments.Native;
using Experiments.Training;

namespace Experiments.Runs;

/// <summary>Contents of <c>environment.json</c>: the run's origin, and all properties of program and machine that may affect a
/// result.</summary>
public static class EnvironmentRecord
{
    private static JsonObject Threads(int plan) =>
        new() { ["plan"] = plan, ["libtorch"] = get_num_threads(), ["openblas"] = CpuThreads.OpenBlasThreads() };

    private static readonly (string Section, string Name)[] Decisive =
    [
        ("engine", "name"), ("engine", "torchsharp"), ("engine", "torch_version"), ("engine", "blas_file"), ("engine", "cpu_capability"),
        ("engine", "onednn"), ("engine", "onednn_max_cpu_isa"),
        ("threads", "libtorch"), ("threads", "openblas"), ("machine", "cpu"), ("machine", "cpu_instructions"),
    ];

    // Commits made after the process started don't affect the running code. The program therefore asks git once, not for every run of a
    // sweep.
    private static readonly Lazy<GitState?> s_programState = new(() => GitState.OfProgram(AppContext.BaseDirectory));

    // The git state of the current folder is also cached: a worker runs many cells, and each call of git takes 20 ms or more.
    private static readonly ConcurrentDictionary<string, Lazy<GitState?>> s_folderStates = new();

    // The path of each library is cached, because a loaded library stays loaded, and listing a process's files takes a millisecond.
    private static readonly ConcurrentDictionary<string, string> s_loadedFiles = new();

    private static readonly Lazy<string?> s_cpuModel = new(CpuModel);

    /// <summary>Collects the record. Call this method after the threads are set and the device is chosen.</summary>
    public static JsonObject Collect(Device device, int threads, DataDescription data, InitPlan init, string commandLine)
    {
        var record = Plain(device, threads, data, init, commandLine);
        if (data.TargetScale is { } scale)
            record["target"] = new JsonObject { ["mean"] = JsonText.Number(scale.Mean), ["std"] = JsonText.Number(scale.Std) };
        return record;
    }

    private static JsonObject Plain(Device device, int threads, DataDescription data, InitPlan init, string commandLine) => new()
    {
        ["started"] = DateTime.UtcNow.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", System.Globalization.CultureInfo.InvariantCulture),
        ["program"] = Program(),
        ["engine"] = Engine(),
        ["device"] = DeviceOf(device),
        ["threads"] = Threads(threads),
        ["machine"] = Machine(),
        ["data"] = new JsonArray([.. data.Files.Select(file => (JsonNode?)FileRead(file))]),
        ["parameters"] = new JsonArray([.. init.Parameters.Select(parameter => (JsonNode?)Parameter(parameter))]),
        ["command_line"] = commandLine,
        ["working_directory"] = Environment.CurrentDirectory,
        ["process"] = Environment.ProcessId,
        ["working_directory_git"] = FolderState(Environment.CurrentDirectory)?.ToJson(),
    };

    /// <summary>Returns the program's version and the git state of the repository in which it was built. The result does not depend on the
    /// current folder.</summary>
    public static JsonObject Program() => new()
    {
        ["name"] = "experiments",
        ["version"] = Version(typeof(EnvironmentRecord).Assembly),
        ["git"] = s_programState.Value?.ToJson(),
    };

    /// <summary>Lists the differences between an environment and a recorded environment, as far as they can change the last digits of
    /// results.</summary>
    public static IReadOnlyList<string> Differences(string path, JsonObject now)
    {
        if (!File.Exists(path))
            return [$"there is no {Path.GetFileName(path)} to compare with"];
        try
        {
            var before = JsonNode.Parse(File.ReadAllText(path));
            return [.. Decisive
                .Select(pair => (Key: $"{pair.Section}.{pair.Name}", Before: Recorded(before, pair)?.ToJsonString(),
                    Now: now[pair.Section]?[pair.Name]?.ToJsonString()))
                .Where(value => value.Before != value.Now)
                .Select(value => $"{value.Key} was {value.Before ?? "null"} and is {value.Now ?? "null"}")];
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return [$"{Path.GetFileName(path)} can't be read"];
        }
    }

    // Returns a recorded value. Records of earlier versions contain the name of an engine instead of the native library's name, and no
    // setting of oneDNN, which was always used.
    private static JsonNode? Recorded(JsonNode? before, (string Section, string Name) pair) =>
        (pair, before?[pair.Section]?[pair.Name]) switch
        {
            (("engine", "name"), JsonValue name) => TorchChoice.WordOfRecord(name.ToString()),
            (("engine", "onednn"), null) => "on",
            (_, var value) => value,
        };

    /// <summary>
    /// Lists the differences between this process's environment and a recorded environment, as far as they can change the last digits of
    /// results.
    /// </summary>
    public static IReadOnlyList<string> Differences(string path, int threads) =>
        Differences(path, new JsonObject { ["engine"] = Engine(), ["threads"] = Threads(threads), ["machine"] = Machine() });

    /// <summary>Returns the data files listed in an <c>environment.json</c>, in the order in which they were read.</summary>
    /// <exception cref="InputException">The file is missing, or is not a run's record.</exception>
    public static IReadOnlyList<DataFile> DataFiles(string path) => Read<IReadOnlyList<DataFile>>(path, record =>
        [.. record["data"]!.AsArray()
            .Select(file => new DataFile(file!["path"]!.GetValue<string>(), file["sha256"]!.GetValue<string>())
            {
                Reading = [.. file["reading"]?.AsArray().Select(item => item!.GetValue<string>()) ?? []],
            })]);

    /// <summary>Returns the device type in an <c>environment.json</c>: <c>cpu</c> or <c>cuda</c>.</summary>
    /// <exception cref="InputException">The file is missing, or is not a run's record.</exception>
    public static string DeviceTypeIn(string path) =>
        Read(path, record => record["device"]!["name"]!.GetValue<string>().Split(':')[0]);

    private static T Read<T>(string path, Func<JsonNode, T> read)
    {
        try
        {
            return read(JsonNode.Parse(File.ReadAllText(path))!);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or NullReferenceException or IOException
            or UnauthorizedAccessException)
        {
            throw new InputException($"'{path}' can't be read as the record of a run's environment: {InWords(exception)}");
        }
    }

    private static JsonObject FileRead(DataFile file)
    {
        var record = new JsonObject { ["path"] = file.Path, ["sha256"] = file.Sha256 };
        if (file.Reading.Count > 0)
            record["reading"] = new JsonArray([.. file.Reading.Select(item => JsonValue.Create(item))]);
        return record;
    }

    private static string InWords(Exception exception) => exception switch
    {
        JsonException => "it is not valid JSON; the file is damaged or cut off.",
        IOException or UnauthorizedAccessException => exception.Message,
        _ => "it has no list 'data' of files, each with path and sha256.",
    };

    /// <summary>Describes TorchSharp, its native library, and libtorch.</summary>
    public static JsonObject Engine() => new()
    {
        ["name"] = Torch.Choice.Word,
        ["library"] = Torch.Library,
        ["torchsharp"] = Version(typeof(torch).Assembly),
        ["torch_version"] = LibtorchVersion(),
        ["libtorch_file"] = LibtorchFile(),
        ["cxx_compatibility"] = CxxPreload.Library,
        ["blas_file"] = LoadedFile("libopenblas", "libmkl", "libblas"),
        ["cpu_capability"] = Environment.GetEnvironmentVariable("ATEN_CPU_CAPABILITY"),
        ["onednn"] = OneDnn.IsOff ? "off" : "on",
        ["onednn_max_cpu_isa"] = Environment.GetEnvironmentVariable("ONEDNN_MAX_CPU_ISA"),
    };

    /// <summary>
    /// Returns the version of the loaded libtorch, from its file name or its headers. TorchSharp's constant is correct only for its own
    /// packages.
    /// </summary>
    public static string LibtorchVersion()
    {
        const string infix = ".so.";
        var name = Path.GetFileName(LibtorchFile()) ?? "";
        var at = name.IndexOf(infix, StringComparison.Ordinal);
        return at >= 0 ? name[(at + infix.Length)..] : Torch.CompiledVersion ?? __version__;
    }

    /// <summary>
    /// Returns the path of libtorch's CPU library, with links resolved if the system lists the files that a process has loaded.
    /// </summary>
    public static string? LibtorchFile() => LoadedFile("libtorch_cpu", "torch_cpu") ?? Torch.CpuLibrary;

    private static LoadedTorch Torch => TorchLibrary.Load();

    private static JsonObject DeviceOf(Device device) => new()
    {
        ["name"] = device.type == DeviceType.CUDA ? $"cuda:{device.index}" : "cpu",
        ["cuda_devices"] = Devices.CudaCount(),
        ["driver"] = device.type == DeviceType.CUDA ? FirstLine("/proc/driver/nvidia/version") : null,
        ["visible_devices"] = Environment.GetEnvironmentVariable("CUDA_VISIBLE_DEVICES"),
    };

    private static JsonObject Parameter(ParameterPlan parameter) => new()
    {
        ["name"] = parameter.Name,
        ["shape"] = new JsonArray([.. parameter.Shape.Select(size => (JsonNode?)size)]),
        ["init"] = parameter.Description,
        ["std"] = parameter.Std is { } std ? JsonText.Number(std) : null,
    };

    /// <summary>Describes the operating system, processor and memory.</summary>
    public static JsonObject Machine() => new()
    {
        ["host"] = Environment.MachineName,
        ["os"] = RuntimeInformation.OSDescription,
        ["architecture"] = RuntimeInformation.OSArchitecture.ToString().ToLowerInvariant(),
        ["cpu"] = s_cpuModel.Value,
        ["cpu_instructions"] = Avx512F.IsSupported ? "avx512" : Avx2.IsSupported ? "avx2" : null,
        ["cores"] = Environment.ProcessorCount,
        ["memory_bytes"] = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes,
        ["dotnet"] = RuntimeInformation.FrameworkDescription,
    };

    private static string? CpuModel()
    {
        const string key = "model name";
        return File.Exists("/proc/cpuinfo")
            ? File.ReadLines("/proc/cpuinfo")
                .FirstOrDefault(line => line.StartsWith(key, StringComparison.Ordinal))?.Split(':', 2)[1].Trim()
            : Environment.GetEnvironmentVariable("PROCESSOR_IDENTIFIER");
    }

    private static string? LoadedFile(params string[] prefixes)
    {
        var key = string.Join(':', prefixes);
        if (s_loadedFiles.TryGetValue(key, out var known))
            return known;
        using var process = Process.GetCurrentProcess();
        var found = process.Modules.Cast<ProcessModule>().Select(module => module.FileName)
            .FirstOrDefault(path => prefixes.Any(prefix => Path.GetFileName(path).StartsWith(prefix, StringComparison.Ordinal)));
        if (found is not null)
            s_loadedFiles[key] = found;
        return found;
    }

    private static GitState? FolderState(string folder) =>
        s_folderStates.GetOrAdd(folder, path => new Lazy<GitState?>(() => GitState.Of(path))).Value;

    private static string? FirstLine(string path) => File.Exists(path) ? File.ReadLines(path).FirstOrDefault() : null;

    // Returns the version without its part after '+', which is the commit from which the assembly was built.
    private static string? Version(Assembly assembly) =>
        assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0]
            ?? assembly.GetName().Version?.ToString();
}
