using System.CommandLine.Completions;

namespace Experiments.Cli.Commands;

/// <summary><c>experiments meanfield</c>: the numbers of mean-field theory for one activation, σ_w² and σ_b².</summary>
public static class MeanFieldCommand
{
    // Outside these limits, a fixed point may be too large or too small to be found.
    private const double Least = 1e-20;
    private const double Most = 1e6;

    private static readonly Option<string> s_activation = CreateActivation();
    private static readonly Option<string> s_weightVariance =
        new("--sigma-w2") { Description = "σ_w², fan_in times the variance of a weight.", HelpName = "NUMBER", Required = true };
    private static readonly Option<string> s_biasVariance =
        new("--sigma-b2") { Description = "σ_b², the variance of a bias.", HelpName = "NUMBER", DefaultValueFactory = _ => "0" };
    private static readonly Option<string> s_start =
        new("--start") { Description =
            "Variance of the first layer's pre-activations. It matters only if there are several fixed points, or if every "
                + "variance is one.",
            HelpName = "NUMBER", DefaultValueFactory = _ => "1" };
    private static readonly Option<bool> s_json = new("--json") { Description = "Print one line of JSON with every digit." };

    public static Command Create()
    {
        var command = new Command("meanfield",
            "Compute mean-field numbers of an infinitely wide network. The weights are Gaussian and the layers equal. Prints the fixed "
                + "points q* and c*, their depth scales ξ_q and ξ_c, χ₁ and the critical σ_w².");
        foreach (var option in new Option[] { s_activation, s_weightVariance, s_biasVariance, s_start, s_json })
            command.Options.Add(option);
        command.SetAction(parsed =>
        {
            var numbers = Numbers(parsed);
            if (parsed.GetValue(s_json))
                Console.Out.WriteLine(JsonText.Line(MeanFieldReport.ToJson(numbers)));
            else
                Write(Screen.Out, numbers);
            return ExitCodes.Done;
        });
        return command;
    }

    private static MeanFieldNumbers Numbers(ParseResult parsed)
    {
        var activation = ActivationText.Parse(parsed.GetValue(s_activation)!, s_activation.Name);
        var field = new MeanField(activation, Number(parsed, s_weightVariance, canBeZero: false),
            Number(parsed, s_biasVariance, canBeZero: true));
        var start = Number(parsed, s_start, canBeZero: false);
        if (!double.IsFinite(field.NextLength(start)) || !double.IsFinite(field.Susceptibility(start)))
            throw new InputException($"{s_activation.Name}: the values of {ActivationText.Describe(activation)} are too large. "
                + "Use smaller options.");
        return MeanFieldNumbers.Of(field, start);
    }

    private static void Write(IAnsiConsole console, MeanFieldNumbers numbers)
    {
        foreach (var line in Lines.For(console, MeanFieldReport.Sentence(numbers)))
            console.WriteLine(line);
        var table = new FittingTable("").Column("value").Column("meaning", Justify.Left);
        foreach (var (quantity, value, meaning) in MeanFieldReport.Rows(numbers))
            table.Row($"[bold]{quantity.EscapeMarkup()}[/]", value, meaning.EscapeMarkup());
        table.Write(console);
        foreach (var line in MeanFieldReport.Notes(numbers).SelectMany(note => Lines.For(console, note)))
            console.WriteLine(line);
    }

    // Text, because the parser's conversion to double depends on the machine's culture.
    private static double Number(ParseResult parsed, Option<string> option, bool canBeZero)
    {
        var given = parsed.GetValue(option)!;
        if (double.TryParse(given, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
            && (value is >= Least and <= Most || (canBeZero && value == 0)))
            return value;
        throw new InputException(
            $"{option.Name} is '{given}'; {(canBeZero ? "0 or " : "")}a number from 1e-20 to 1e6 is expected, such as "
                + $"{(canBeZero ? "0.05" : "1.7")}.");
    }

    private static Option<string> CreateActivation()
    {
        var option = new Option<string>("--activation")
        {
            Description = "A name from 'list activation', or a name with options: elu:alpha=2.",
            HelpName = "NAME",
            Required = true,
        };
        option.CompletionSources.Add(_ => ActivationRegistry.Instance.Rows.Select(row => new CompletionItem(row.Name)));
        return option;
    }
}
