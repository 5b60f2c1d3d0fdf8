using Experiments.Experiment;
using Experiments.Models;
using Experiments.Scripts;

namespace Experiments.Export;

/// <summary>Writes the beginning of a script: a comment on its purpose, the imports and the settings.</summary>
internal sealed class HeaderSection(ExportSource source, RunParts parts, PyData data, InitSection init)
{
    private ExperimentConfig Config => parts.Config;

    public IEnumerable<string> Lines(string all)
    {
        var plan = parts.Plan;
        var threads = Py.Number(Config.Threads);
        var dtype = Config.Precision == "float64" ? "torch.float64" : "torch.float32";
        return
        [
            .. Comment(),
            .. Imports(all),
            "",
            $"torch.set_num_threads({threads})",
            .. Switches(),
            "",
            "",
            "# ---- Settings",
            $"SEED = {Py.Number(Config.Seed)}",
            $"SPLIT_SEED = {Py.Number(Config.Data.SplitSeed)}",
            $"DEVICE = {source.Device}",
            $"DTYPE = {dtype}",
            .. data.Settings,
            $"BATCH_SIZE = {Py.Number(Config.Data.BatchSize)}",
            .. Config.Training.Accumulate == 1
                ? []
                : new[] { $"ACCUMULATE = {Py.Number(Config.Training.Accumulate)}  # batches per update" },
            $"EVAL_BATCH_SIZE = {Py.Number(Config.Data.EvalBatchSize)}",
            $"STEPS_PER_EPOCH = {Py.Number(plan.StepsPerEpoch)}",
            $"TOTAL_STEPS = {Py.Number(plan.TotalSteps)}",
            $"EVAL_EVERY = {Py.Number(plan.EvalInterval)}",
            $"LR = {Py.Number(Config.Optimizer.Lr)}",
        ];
    }

    private IEnumerable<string> Comment()
    {
        yield return $"\"\"\"{Config.Name}, seed {Py.Number(Config.Seed)}: a PyTorch script from the command export-pytorch.";
        yield return "";
        yield return "It trains the same network on the same data and prints the rows of the run's metrics.jsonl, without the";
        yield return "two wall-clock fields. It saves nothing.";
        if (init.ReadsFile)
            yield return "It reads its initial weights from the safetensors file beside it.";
        yield return "";
        yield return "With the libtorch, processor, BLAS and number of threads of the run, all numbers are equal to the last digit.";
        yield return "Other versions of PyTorch, other processors and GPUs round differently, and the difference grows from update";
        yield return $"to update.{(Config.DrawsRandomNumbers ? " Dropout may also draw other masks there." : "")}";
        yield return "\"\"\"";
    }

    private IEnumerable<string> Imports(string all)
    {
        var threads = Py.Text(Py.Number(Config.Threads));
        string[] known = ["copy", "csv", "gzip", "hashlib", "io", "json", "math", "os"];
        foreach (var name in known.Where(name => name is "os" || all.Contains($"{name}.", StringComparison.Ordinal)))
            yield return $"import {name}";
        if (all.Contains("OrderedDict(", StringComparison.Ordinal))
            yield return "from collections import OrderedDict";
        if (all.Contains("Path(", StringComparison.Ordinal))
            yield return "from pathlib import Path";
        yield return "";
        yield return "# BLAS reads these variables when torch is loaded.";
        yield return $"os.environ[\"OMP_NUM_THREADS\"] = os.environ[\"OPENBLAS_NUM_THREADS\"] = {threads}";
        yield return "";
        if (all.Contains("np.", StringComparison.Ordinal))
            yield return "import numpy as np";
        yield return "import torch";
        yield return "from torch import nn";
        if (all.Contains("F.", StringComparison.Ordinal))
            yield return "from torch.nn import functional as F";
    }

    private IEnumerable<string> Switches()
    {
        if (ConvolutionProof.Warning(parts.Model) is not null)
            yield return "torch.backends.mkldnn.set_flags(False)  # oneDNN was off in the run";
        if (source.Device == "\"cpu\"")
            yield break;
        var tf32 = Py.Truth(Config.Tf32);
        yield return $"torch.backends.cuda.matmul.allow_tf32 = torch.backends.cudnn.allow_tf32 = {tf32}";
    }
}
