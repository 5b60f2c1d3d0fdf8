using Experiments.Tests.Data.Images;

namespace Experiments.Tests.Data;

/// <summary>Tests that every row of the registry must pass. To test a new data set, add a line to <see cref="Small"/>.</summary>
public sealed class DataConformanceTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public DataConformanceTests()
    {
        Idx.WriteSet(_folder, "mnist");
        Idx.WriteSet(_folder, "fashion-mnist", ".gz", gzip: true);
        Idx.WriteSet(_folder, "kmnist");
        Cifar.WriteTen(_folder);
        Cifar.WriteHundred(_folder);
        _folder.Write("some.csv",
            "x,colour,y\n" + string.Concat(
                Enumerable.Range(0, 50).Select(i => $"{i * i % 17},{(i % 3 == 0 ? "red" : "blue")},{(i % 2 == 0 ? "yes" : "no")}\n")));
    }

    public static TheoryData<string> Kinds => [.. DataRegistry.Instance.Rows.Select(row => row.Name)];

    private static readonly Dictionary<string, DataOptions> Small = new()
    {
        ["digits"] = new DigitsOptions(),
        ["mnist"] = new MnistOptions { Validation = 7 },
        ["fashion_mnist"] = new FashionMnistOptions { Validation = 7 },
        ["kmnist"] = new KmnistOptions { Validation = 7 },
        ["cifar10"] = new Cifar10Options { Validation = 7 },
        ["cifar100"] = new Cifar100Options { Validation = 7 },
        ["synthetic"] = new SyntheticOptions { Examples = 120, Features = 6 },
        ["ames"] = new AmesOptions(),
        ["csv"] = new CsvOptions { Path = "some.csv", Target = "y" },
    };

    private DataContext Context(ScalarType precision = ScalarType.Float32) =>
        new([_folder.Path, .. DataRoots.Default(null)], CPU, precision);

    private static List<Split> Parts(DataSplits splits) => [splits.Train, splits.Validation!, splits.Test!];

    private static string Content(Split split) =>
        $"{string.Join(' ', split.Inputs.data<float>().ToArray())} "
            + $"{string.Join(' ', split.Targets.to_type(ScalarType.Float32).data<float>().ToArray())}";

    [Theory]
    [MemberData(nameof(Kinds))]
    public void The_description_before_loading_is_that_of_what_is_loaded(string kind)
    {
        var before = Small[kind].Describe(Context());
        using var splits = Small[kind].Load(Context());
        Assert.Equal(before.InputShape, splits.Description.InputShape);
        Assert.Equal(before.Classes, splits.Description.Classes);
        Assert.Equal(before.Files, splits.Description.Files);
        Assert.Equal((before.Task, before.Outputs, before.LogTarget),
            (splits.Description.Task, splits.Description.Outputs, splits.Description.LogTarget));
        Assert.Equal(Small[kind].ReadsFiles, before.Files.Count > 0);
        Assert.All(before.Files,
            file => Assert.Equal(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(file.Path))),
                file.Sha256));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Tensors_have_the_described_shapes_and_types(string kind)
    {
        foreach (var precision in new[] { ScalarType.Float32, ScalarType.Float64 })
        {
            using var splits = Small[kind].Load(Context(precision));
            Assert.Equal(["train", "validation", "test"], Parts(splits).Select(split => split.Name));
            Assert.All(Parts(splits), split =>
            {
                Assert.Equal([split.Count, .. splits.Description.InputShape], split.Inputs.shape);
                Assert.Equal(precision, split.Inputs.dtype);
                var classes = splits.Description.Task == TaskKind.Classification;
                Assert.Equal(classes ? [split.Count] : [split.Count, 1], split.Targets.shape);
                Assert.Equal(classes ? ScalarType.Int64 : precision, split.Targets.dtype);
                Assert.True(split.Inputs.isfinite().all().item<bool>());
            });
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Loading_again_gives_the_same_bits_and_another_split_seed_other_parts(string kind)
    {
        using var once = Small[kind].Load(Context());
        using var again = Small[kind].Load(Context());
        using var other = (Small[kind] with { SplitSeed = 1 }).Load(Context());
        Assert.Equal(Parts(once).Select(Content), Parts(again).Select(Content));
        Assert.NotEqual(Content(once.Train), Content(other.Train));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_limit_shortens_training_alone(string kind)
    {
        using var whole = Small[kind].Load(Context());
        using var limited = (Small[kind] with { Limit = 11 }).Load(Context());
        Assert.Equal([11, whole.Validation!.Count, whole.Test!.Count], Parts(limited).Select(split => split.Count));
        using var first = whole.Train.Targets.narrow(0, 0, 11);
        Assert.True(first.to_type(ScalarType.Float64).eq(limited.Train.Targets.to_type(ScalarType.Float64)).all().item<bool>());
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Splits_outlive_the_dispose_scope_in_which_they_were_loaded(string kind)
    {
        DataSplits splits;
        using (NewDisposeScope())
            splits = Small[kind].Load(Context());
        using (splits)
            Assert.All(Parts(splits), split => Assert.Equal(split.Count, split.Targets.shape[0]));
        Assert.All(Parts(splits), split => Assert.True(split.Inputs.IsInvalid && split.Targets.IsInvalid));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_set_that_is_nowhere_is_missing_not_wrong(string kind)
    {
        if (!Small[kind].ReadsFiles)
            return;
        using var empty = new TemporaryFolder();
        Assert.DoesNotContain('\n', Assert.Throws<MissingException>(() => Small[kind].Load(empty.Context())).Message);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void What_can_be_fetched_is_here_where_it_loads_and_names_the_command_where_it_is_not(string kind)
    {
        if (Small[kind] is not IRemoteData remote)
            return;
        using var empty = new TemporaryFolder();
        Assert.Equal(Path.GetDirectoryName(Small[kind].Describe(Context()).Files[0].Path), remote.FolderIn(Context().Roots));
        Assert.Null(remote.FolderIn([empty.Path]));
        Assert.Equal(kind, remote.Remote.Name);
        Assert.Contains($"'experiments data fetch {kind}'",
            Assert.Throws<MissingException>(() => Small[kind].Load(empty.Context())).Message, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();
}
