using System.CommandLine.Help;

namespace Experiments.Cli;

/// <summary>Examples and exit codes, which are shown below the help of each command.</summary>
public static class Examples
{
    private static readonly Dictionary<string, string[]> s_examples = new()
    {
        ["run"] =
        [
            "experiments run configs/digits-mlp.json",
            "experiments run configs/digits-mlp.json --seed 7 --set optimizer.lr=0.05",
            "experiments run configs/fashion-mlp.json --set 'init.weight={\"scheme\":\"normal\",\"std\":0.01}' --device cuda:0",
        ],
        ["sweep"] = ["experiments sweep experiments/first-comparison/sweep.json", "experiments sweep sweep.json --dry-run",
            "experiments sweep sweep.json --retry failed,diverged",
            "experiments sweep sweep.json --launcher slurm --partition gpu --time 2:00:00"],
        ["show"] = ["experiments show runs/digits-mlp/b1c40f0c255d-s0"],
        ["status"] = ["experiments status sweeps/first-comparison"],
        ["cancel"] = ["experiments cancel sweeps/first-comparison"],
        ["evaluate"] =
        [
            "experiments evaluate runs/digits-mlp/b1c40f0c255d-s0",
            "experiments evaluate runs/digits-mlp/b1c40f0c255d-s0 --split validation --weights last --json",
        ],
        ["predict"] = ["experiments predict runs/prices/0123456789ab-s0 --data test.csv --out submission.csv --id-column Id"],
        ["export-pytorch"] = ["experiments export-pytorch configs/digits-mlp.json --out digits_mlp.py"],
        ["report"] = ["experiments report sweeps/first-comparison",
            "experiments report runs --by init.weight.scheme --metric test.accuracy --out report"],
        ["compare"] = ["experiments compare sweeps/first-comparison",
            "experiments compare runs --by init.weight.scheme --metric test.accuracy --metric test.loss",
            "experiments compare runs --by init.weight.scheme --pool optimizer.lr,data",
            "experiments compare sweeps/rates --by policy --tune optimizer.lr"],
        ["check"] = ["experiments check configs/fashion-vgg11.json",
            "experiments check configs/digits-mlp.json --set model.hidden=[64,64]"],
        ["probe"] =
        [
            "experiments probe configs/digits-deep.json --seeds 5",
            "experiments probe configs/digits-deep.json --compare init=xavier_normal,kaiming_normal,normal:std=0.01 --out probe",
            "experiments probe configs/fashion-vgg11.json --input gaussian --batch 16 --depth 16",
        ],
        ["meanfield"] =
        [
            "experiments meanfield --activation tanh --sigma-w2 1.7 --sigma-b2 0.05",
            "experiments meanfield --activation leaky_relu:negative_slope=0.1 --sigma-w2 1.9 --json",
        ],
        ["study"] = ["experiments study list", "experiments study run symmetry", "experiments study verify symmetry"],
        ["study list"] = ["experiments study list", "experiments study list --language zh-CN"],
        ["study run"] = ["experiments study run symmetry", "experiments study run --quick --all", "experiments study run --full symmetry"],
        ["study verify"] = ["experiments study verify", "experiments study verify symmetry"],
        ["init"] = ["experiments init configs/digits-mlp.json --seed 3 --out weights.safetensors"],
        ["new"] =
        [
            "experiments new first --data digits --model mlp",
            "experiments new prices --data csv --set data.path=prices.csv --set data.target=price",
        ],
        ["schema"] = ["experiments schema > configs/schema.json", "experiments schema --language zh-CN --out configs/schema.zh-CN.json",
            "experiments schema --sweep > experiments/sweep.schema.json",
            "experiments schema --study > experiments/claim.schema.json"],
        ["list"] = ["experiments list", "experiments list scheme", "experiments list scheme --language zh-CN"],
        ["data"] = ["experiments data list", "experiments data fetch mnist cifar10"],
        ["data list"] = ["experiments data list"],
        ["data fetch"] = ["experiments data fetch all --root /srv/datasets",
            "EXPERIMENTS_MIRROR=https://mirror.example.org/datasets experiments data fetch cifar10"],
        ["doctor"] = ["experiments doctor", "experiments doctor --device cuda"],
        ["completion"] = ["experiments completion bash >> ~/.bashrc", "experiments completion fish | source"],
    };

    public static void AddTo(RootCommand root)
    {
        var help = root.Options.OfType<HelpOption>().Single();
        help.Action = new ExamplesHelpAction((HelpAction)help.Action!);
    }

    /// <summary>Returns an example in the form that the user can type, with the name by which the program was started.</summary>
    public static string AsTyped(string example) =>
        example.Replace($"{TypedCommand.Program} ", $"{TypedCommand.Word} ", StringComparison.Ordinal);

    /// <summary>Returns the examples of a command; for the root command, the first example of each command.</summary>
    public static IEnumerable<string> Of(Command command) =>
        command is RootCommand
            ? command.Subcommands.SelectMany(verb => Of(verb).Take(1))
            : s_examples.GetValueOrDefault(CommandPath.Of(command)) ?? [];
}
