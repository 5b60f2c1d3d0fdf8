using TorchSharp;

namespace Experiments.Cli.Commands;

/// <summary><c>experiments init</c>: writes the initial weights without training.</summary>
public static class InitCommand
{
    public static Command Create()
    {
        var input = new ConfigInput();
        var output = new Option<string>("--out") { Description = "The safetensors file to write.", HelpName = "FILE.safetensors",
            Required = true };
        output.CompletionSources.Add(Paths.Files);
        var command = new Command("init", "Write the initial weights as safetensors. Use the file for inspection or in PyTorch.");
        input.AddTo(command);
        command.Options.Add(output);
        command.SetAction(parsed =>
        {
            var config = input.Read(parsed).Config;
            var context = new DataContext(input.Data.Roots(parsed), torch.CPU, Preparation.PrecisionOf(config));
            var description = config.Data.Describe(context);
            // Uses as many threads as a run, because the number of threads changes the last bit of a matrix product.
            CpuThreads.Set(config.Threads);
            using var interrupt = new Interrupt();
            using var scope = torch.NewDisposeScope();
            var examples = FirstExamples(config, context, () => input.Data.Fetch(parsed, config.Data, isQuiet: false, interrupt.Token));
            var (model, _) = OutOfMemory.InWords("model",
                () => Initializer.Build(config.Model, new ModelShape(description.InputShape, description.Outputs), config.Init,
                    config.Seed, examples, InputTheory.For(description.InputShape)));
            using var disposing = model;
            // Converts the weights after drawing them in float32, as a run does.
            model.to(Preparation.PrecisionOf(config));
            var state = model.state_dict();
            var path = parsed.GetValue(output)!;
            OutputFile.Write(path, target => Safetensors.Write(target, state.Select(entry => (entry.Key, entry.Value)),
                new Dictionary<string, string> { ["seed"] = RunText.Invariant(config.Seed), ["format"] = "pt" }));
            Console.Out.WriteLine($"{state.Count} tensors, seed {RunText.Invariant(config.Seed)}: {path}");
            return ExitCodes.Done;
        });
        return command;
    }

    // Reads the data only if a scheme of the policy uses it.
    private static ExampleSource FirstExamples(ExperimentConfig config, DataContext context, Action fetch) => count =>
    {
        fetch();
        using var data = config.Data.Load(context);
        return data.Train.FirstInputs(count);
    };
}
