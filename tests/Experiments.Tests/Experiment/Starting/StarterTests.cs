namespace Experiments.Tests.Experiment.Starting;

public sealed class StarterTests : IDisposable
{
    private readonly ConfigFolder _folder = new();

    public static TheoryData<string, string> Pairs
    {
        get
        {
            var pairs = new TheoryData<string, string>();
            foreach (var data in DataRegistry.Instance.Rows)
            {
                foreach (var model in ModelRegistry.Instance.Rows)
                    pairs.Add(data.Name, model.Name);
            }
            return pairs;
        }
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Every_pair_that_fits_gives_a_config_that_check_takes(string data, string model)
    {
        foreach (var language in Enum.GetValues<Language>())
        {
            var resolved = Read(Starter.Create(Request(data, model) with { Language = language }).Text);
            var refusal = Record.Exception(() => Preparation.WithoutData(resolved, DataRoots.Default(null)).Model.Dispose());

            Assert.True(refusal is null or InputException, refusal?.ToString());
            Assert.Equal(Fits(resolved.Config), refusal is null);
        }
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Uncommenting_every_line_changes_nothing_because_the_defaults_stand_there(string data, string model)
    {
        var text = Starter.Create(Request(data, model)).Text;
        var uncommented = Regex.Replace(text, """(?m)^( *)// ("[a-z_0-9]+": .*,)$""", "$1$2");

        Assert.True(Regex.Count(uncommented, "(?m)^ *//") < Regex.Count(text, "(?m)^ *//"));
        Assert.Equal(CanonicalJson.Serialize(Read(text).Document), CanonicalJson.Serialize(Read(uncommented).Document));
    }

    [Theory]
    [InlineData(Language.English)]
    [InlineData(Language.Chinese)]
    public void Every_key_of_a_starter_stands_in_it_with_its_meaning(Language language)
    {
        var text = Regex.Replace(Starter.Create(new StarterRequest { Language = language }).Text, @"\s*\n\s*//\s*|\s+", "");
        var words = ConfigText.In(language);

        foreach (var key in ExperimentCatalog.Instance.Keys(typeof(ExperimentConfig)).Concat(ExperimentCatalog.Instance.Keys(typeof(Mlp))))
        {
            Assert.Contains($"\"{key.Name}\":", text, StringComparison.Ordinal);
            Assert.Contains(Regex.Replace(words.Summary(key), @"\s+", ""), text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void What_set_says_has_a_value()
    {
        var text = Starter.Create(
            new StarterRequest { Sets = ["model.hidden=[64]", "training.target.metric=accuracy", "training.target.value=0.9"] }).Text;

        Assert.Contains("\n    \"hidden\": [64],\n", text, StringComparison.Ordinal);
        Assert.Equal(0.9, Read(text).Config.Training.Target!.Value);
    }

    // The loss rmse_log takes the target's logarithm, which does not exist for a standardised target.
    [Theory]
    [InlineData("csv", "data.task=regression", true)]
    [InlineData("csv", "data.task=auto", false)]
    [InlineData("csv", "data.task=classification", false)]
    [InlineData("ames", "training.epochs=3", true)]
    [InlineData("ames", "data.standardize_target=false", false)]
    [InlineData("ames", "loss.kind=rmse_log", false)]
    public void A_table_of_numbers_to_predict_starts_with_a_standardised_target(string data, string set, bool expected)
    {
        var request = Request(data, "mlp");

        var starter = Starter.Create(request with { Sets = [.. request.Sets, set] });

        Assert.Equal(expected, ((CsvOptions)starter.Config.Data).StandardizeTarget);
        Assert.Equal(expected, starter.Text.Contains("\n    \"standardize_target\": true,\n", StringComparison.Ordinal));
    }

    [Fact]
    public void Another_optimizer_for_a_table_has_the_learning_rate_of_a_plain_starter()
    {
        var request = Request("csv", "mlp");

        var starter = Starter.Create(request with { Sets = [.. request.Sets, "data.task=regression", "optimizer.kind=sgd"] });

        Assert.Equal(0.05, Assert.IsType<SgdOptions>(starter.Config.Optimizer).Lr);
        Assert.True(((CsvOptions)starter.Config.Data).StandardizeTarget);
    }

    [Theory]
    [InlineData("digit", "mlp", "--data is 'digit'")]
    [InlineData("digits", "mpl", "--model is 'mpl'")]
    [InlineData("csv", "mlp", "new: data.path is missing; text is expected.")]
    [InlineData("csv", "mlp", "Add --set data.path=… and --set data.target=….")]
    public void What_is_wrong_or_missing_is_said(string data, string model, string said) =>
        Assert.Contains(said, Assert.Throws<InputException>(
            () => Starter.Create(new StarterRequest { Data = data, Model = model })).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("data.kind=ames", "--set sets data.kind to 'ames', but --data is 'digits'; use --data ames.")]
    [InlineData("model={\"kind\":\"vgg\"}", "--set sets model.kind to 'vgg', but --model is 'mlp'; use --model vgg.")]
    public void Another_data_set_or_model_is_not_chosen_by_set(string set, string said) =>
        Assert.Equal(said, Assert.Throws<InputException>(() => Starter.Create(new StarterRequest { Sets = [set] })).Message);

    [Theory]
    [InlineData("early_stopping", typeof(Experiments.Training.EarlyStoppingOptions))]
    [InlineData("ema", typeof(Experiments.Training.EmaOptions))]
    [InlineData("target", typeof(Experiments.Training.TargetOptions))]
    [InlineData("augment", typeof(Experiments.Data.Images.AugmentOptions))]
    public void Of_a_part_that_is_null_by_default_its_own_keys_stand_above_it(string part, Type type)
    {
        var lines = Starter.Create(new StarterRequest()).Text.Split('\n');
        var above = string.Join('\n',
            lines.TakeWhile(line => !line.TrimStart().StartsWith($"// \"{part}\":", StringComparison.Ordinal)).TakeLast(20));
        Assert.All(ExperimentCatalog.Instance.Keys(type), key => Assert.Contains($"// - {key.Name}: ", above, StringComparison.Ordinal));
    }

    [Fact]
    public void No_line_of_comments_is_wider_than_110_columns_in_either_language()
    {
        foreach (var language in Enum.GetValues<Language>())
        {
            var comments = Starter.Create(new StarterRequest { Language = language }).Text.Split('\n')
                .Where(line => line.Contains("// ", StringComparison.Ordinal));
            Assert.All(comments, line => Assert.InRange(ColumnWidth.Of(line), 1, 113));
        }
    }

    [Fact]
    public void A_starter_for_a_table_lists_every_mark_of_a_missing_value()
    {
        var options = (CsvOptions)Starter.Create(Request("csv", "mlp")).Config.Data;
        Assert.Equal(["", "#N/A", "<NA>", "?", "N/A", "NA", "NULL", "NaN", "n/a", "nan", "null"],
            options.MissingValues.Order(StringComparer.Ordinal));
    }

    private ResolvedConfig Read(string text) => ConfigReader.Read(_folder.Write("starter.json", text), []);

    // Adds the required keys of a row.
    private StarterRequest Request(string data, string model) => data == "csv"
        ? new StarterRequest { Data = data, Model = model,
            Sets = [$"data.path={CanonicalJson.Serialize(_folder.Write("table.csv", "a,b\n1,2.5\n2,3.5\n3,4.5\n4,5.5\n"))}",
                "data.target=b"] }
        : new StarterRequest { Data = data, Model = model };

    // Whether the data fits the model. Some models accept only images: channels, height and width.
    private static bool Fits(ExperimentConfig config) =>
        config.Model is not (Vgg or ResNet)
            || config.Data.Describe(new DataContext(DataRoots.Default(null), torch.CPU, torch.float32)).InputShape.Count == 3;
}
