using Experiments.Experiment;
using Experiments.Models;
using Experiments.Scripts;

namespace Experiments.Export;

/// <summary>Writes a run as a stand-alone PyTorch script, which prints the rows of the run's <c>metrics.jsonl</c>.</summary>
public static class PyTorchExport
{
    /// <summary>Returns the script of a config or run. The data is read, but nothing is trained.</summary>
    /// <param name="roots">Folders to search for data.</param>
    /// <exception cref="InputException">The config is wrong, or a script can't express it; the message names the key.</exception>
    /// <exception cref="MissingException">The data is not on this machine.</exception>
    public static ExportedScript Of(ExportSource source, IReadOnlyList<string> roots)
    {
        var config = source.Resolved.Config;
        using var prepared = Preparation.Of(source.Resolved, roots, CPU);
        source.CheckFiles(prepared.Data.Description.Files);
        var data = Refusal.Required(config.Data.PyTorch(new Data.DataContext(roots, CPU, Preparation.PrecisionOf(config))), "data.kind",
            Data.DataRegistry.Instance.NameOf(config.Data), config.Data.GetType());
        var description = prepared.Data.Description;
        var model = Refusal.Required(
            config.Model.PyTorch(new ModelShape(description.InputShape, description.Outputs), config.Precision), "model.kind",
            ModelRegistry.Instance.NameOf(config.Model), config.Model.GetType());
        var parts = prepared.Build();
        using var network = parts.Model;
        var init = new InitSection(parts);
        return new ExportedScript(Text(source, parts, data, model, init), init.ReadsFile ? init.Weights() : null, init.WithoutText);
    }

    private static string Text(ExportSource source, RunParts parts, PyData data, PyModel model, InitSection init)
    {
        var optimizer = new OptimizerSection(parts.Plan);
        var evaluation = new EvaluationSection(parts.Plan, parts.Data);
        var training = new TrainingSection(parts, data, optimizer, evaluation);
        var isFloat64 = parts.Config.Precision == "float64";
        var body = new ScriptText();
        body.Section("Data", new DataSection(parts.Config.Data, data, parts.Data).Lines());
        body.Section("Model", []);
        body.Definitions([.. model.Definitions, model.Definition, .. init.Definitions]);
        body.Gap();
        body.Add(["model = Model()"]);
        body.Section(init.ReadsFile ? "Initial weights, from the file beside this script" : "Initial weights, drawn on the CPU in float32",
            init.Lines());
        if (isFloat64 || source.Device != "\"cpu\"")
            body.Add([$"model.to(DEVICE{(isFloat64 ? ", DTYPE" : "")})"]);
        body.Section("Optimizer and learning rate", []);
        body.Definitions(optimizer.Definitions);
        body.Add(optimizer.Lines());
        body.Section("Evaluation", []);
        body.Definitions(evaluation.Definitions);
        body.Gap();
        body.Add(evaluation.Lines());
        body.Section("Training", []);
        body.Definitions([string.Join('\n', DataSection.Order()), .. training.Definitions()]);
        body.Gap();
        body.Add(training.Lines());
        return string.Join('\n', new HeaderSection(source, parts, data, init).Lines(body.ToString())) + "\n\n\n" + body;
    }
}
