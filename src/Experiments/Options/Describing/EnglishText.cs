namespace Experiments.Options.Describing;

internal sealed class EnglishText : ConfigText
{
    public override Language Language => Language.English;

    /// <inheritdoc/>
    public override string Introduction =>
        """
        # Config reference

        [中文](config.zh-CN.md)

        Generated from the options and registries of the program: `experiments schema` writes the same as a JSON Schema for editors.

        A config is a JSON object in UTF-8; `//` and `/* */` comments and trailing commas are allowed. Layers, weakest first: the defaults below, the
        files that `extends` names (one, or a list, relative to the file that says it), the file, `--set key=value` on the command line, where a value
        is JSON or a bare word. Objects merge; everything else replaces, and so does an object whose `kind` or `scheme` changes. Where an object with
        a `kind` or a `scheme` is expected, the word alone stands for it: `"relu"` for `{"kind": "relu"}`.

        Whole numbers are written without a point or an exponent. Every key is known, or the run does not start.

        Beside the keys below a file may hold `$schema` (for editors) and `Serilog` (logging, as Serilog.Settings.Configuration reads it; on one machine the
        environment variable `EXPERIMENTS_SERILOG__MINIMUMLEVEL=Debug` does the same). Neither is part of a run's identity.
        Keys marked ◦ aren't either: they can't change a result.
        """;

    /// <inheritdoc/>
    public override string WholeConfig => "The config";

    /// <inheritdoc/>
    public override string Columns => "| key | value | default | meaning |";

    /// <inheritdoc/>
    public override string Required => "required";

    /// <inheritdoc/>
    public override string SharedKeys => "Each of them has these keys:";

    public override string ExpressionsTitle => "expressions";

    /// <inheritdoc/>
    public override string Expressions =>
        """
        Where a number or an expression is expected, a text such as `"2/sqrt(fan_in)"` is computed for each parameter by itself. There are `+ - * / ^` (`^` binds tightest and
        to the right, so `-2^2` is −4), parentheses, `sqrt`, `exp`, `log` (natural), `min` and `max` of two numbers or more, `pi`, and the names below; at most 200 characters. A
        number is written without quotes. A result that is not finite or out of the key's range is refused with the layer's name.
        """;

    /// <inheritdoc/>
    public override string NameColumns => "| name | what it is |";

    /// <inheritdoc/>
    public override string SchemaKey => "Where an editor finds this schema.";

    /// <inheritdoc/>
    public override string ExtendsKey => "Weaker files, relative to this one; what this file says is laid over them.";

    /// <inheritdoc/>
    public override string LoggingKey => "Logging: the section that Serilog.Settings.Configuration reads.";

    /// <inheritdoc/>
    public override string Experiment => "One experiment: data, model, initialisation and training.";

    /// <inheritdoc/>
    public override string StarterHead => "A config to start from. A key behind // has its default, which stands there; in brackets, what it may be. Uncomment and change what you need; 'experiments check' says what the file means.";

    /// <inheritdoc/>
    public override string EachElement(string path) => $"{path}, each element";

    /// <inheritdoc/>
    public override string OneOf(string discriminator, IEnumerable<string> words) =>
        $"`{discriminator}` is one of {string.Join(", ", words.Select(word => $"`{word}`"))}.";

    /// <inheritdoc/>
    public override string WordAlone(string discriminator) => $"A word alone stands for an object with that '{discriminator}' and defaults.";

    /// <inheritdoc/>
    public override string SaidElsewhere(string discriminator) => $"'{discriminator}' is said by a file that this one extends, or is the default.";

    /// <inheritdoc/>
    protected override string Link(string noun, Slot slot) =>
        $"{(slot.Element is null ? "" : "list of ")}[{noun}](#{noun}){(slot.Nullable ? " or null" : "")}";

    /// <inheritdoc/>
    protected override string Below(Slot slot) => $"{Wording.Expected(slot)}, below";

    /// <inheritdoc/>
    protected override string Expected(Slot slot) => Wording.Expected(slot);
}
