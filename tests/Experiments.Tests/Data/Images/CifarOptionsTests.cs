using Experiments.Tests.Data.Download;

namespace Experiments.Tests.Data.Images;

public sealed class CifarOptionsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public CifarOptionsTests()
    {
        Cifar.WriteTen(_folder);
        Cifar.WriteHundred(_folder);
    }

    public void Dispose() => _folder.Dispose();

    private static double[] Values(Split split) => split.Inputs.data<double>().ToArray();

    // The validation split takes images in the order of torch.randperm, so an image is identified by its content.
    private static int ImageOf(ReadOnlySpan<double> pixels, IEnumerable<int> images)
    {
        foreach (var image in images)
        {
            var equal = true;
            for (var j = 0; j < Cifar.Pixels && equal; j++)
                equal = Math.Abs((pixels[j] * 255) - Cifar.Pixel(image, j)) < 1e-9;
            if (equal)
                return image;
        }

        throw new InvalidOperationException("The image is not one of those written.");
    }

    [Fact]
    public void Every_pixel_and_label_of_the_files_comes_through_red_before_green_before_blue()
    {
        using var splits = new Cifar10Options { Validation = 0, Normalize = false }.Load(_folder.Context(ScalarType.Float64));
        Assert.Equal([12, 3, 32, 32], splits.Test!.Inputs.shape);
        Assert.Equal([40, 3, 32, 32], splits.Train.Inputs.shape);
        Assert.Equal(from i in Enumerable.Range(100, 12) from j in Enumerable.Range(0, Cifar.Pixels) select Cifar.Pixel(i, j) / 255.0,
            Values(splits.Test));
        Assert.Equal(Enumerable.Range(100, 12).Select(i => i % 10L), splits.Test.Targets.data<long>().ToArray());
        var (train, labels) = (Values(splits.Train), splits.Train.Targets.data<long>().ToArray());
        var found = Enumerable.Range(0, 40)
            .Select(i => ImageOf(train.AsSpan(i * Cifar.Pixels, Cifar.Pixels), Enumerable.Range(0, 40))).ToList();
        Assert.Equal(Enumerable.Range(0, 40), found.Order());
        Assert.Equal(found.Select(image => image % 10L), labels);
    }

    [Theory]
    [InlineData("fine", 100, 100)]
    [InlineData("coarse", 20, 20)]
    public void Cifar100_has_two_labels_a_row_of_which_one_is_chosen(string labels, int classes, int modulus)
    {
        using var splits = new Cifar100Options { Labels = labels, Validation = 0 }.Load(_folder.Context());
        Assert.Equal(classes, splits.Description.Outputs);
        Assert.Equal(classes, splits.Description.Classes.Distinct().Count());
        Assert.Equal(Enumerable.Range(0, 12).Select(i => (long)(i % modulus)), splits.Test!.Targets.data<long>().ToArray());
        Assert.Equal(Enumerable.Range(70, 40).Select(i => (long)(i % modulus)).Order(),
            splits.Train.Targets.data<long>().ToArray().Order());
    }

    [Fact]
    public void By_default_each_channel_of_the_training_split_has_mean_zero_and_variance_one_and_the_others_its_scale()
    {
        using var raw = new Cifar10Options { Validation = 8, Normalize = false }.Load(_folder.Context(ScalarType.Float64));
        using var splits = new Cifar10Options { Validation = 8 }.Load(_folder.Context(ScalarType.Float64));
        for (var channel = 0; channel < 3; channel++)
        {
            double[] Of(Split split) => [.. Values(split).Where((_, i) => i / 1024 % 3 == channel)];
            var (before, after) = (Of(raw.Train), Of(splits.Train));
            var mean = before.Average();
            var std = Math.Sqrt(before.Average(x => (x - mean) * (x - mean)));
            Assert.Equal(0, after.Average(), 12);
            Assert.Equal(1, after.Average(x => x * x), 12);
            Assert.All(Of(raw.Test!).Zip(Of(splits.Test!)), pair => Assert.Equal((pair.First - mean) / std, pair.Second, 1e-9));
            Assert.All(Of(raw.Validation!).Zip(Of(splits.Validation!)), pair => Assert.Equal((pair.First - mean) / std, pair.Second, 1e-9));
        }
    }

    [Fact]
    public void Given_means_and_deviations_are_used_a_channel_each_and_stand_for_black_around_a_cut()
    {
        double[] means = [0.5, 0.25, 0.125], deviations = [0.5, 2, 4];
        var options = new Cifar10Options { Validation = 0, Mean = means, Std = deviations,
            Augment = new AugmentOptions { CropPadding = 100 } };
        using var splits = options.Load(_folder.Context(ScalarType.Float64));
        Assert.Equal(
            from i in Enumerable.Range(100, 12) from j in Enumerable.Range(0, Cifar.Pixels) let c = j / 1024
                select ((Cifar.Pixel(i, j) / 255.0) - means[c]) / deviations[c],
            Values(splits.Test!));
        using var scope = NewDisposeScope();
        var cut = splits.Augmentation!.Apply(splits.Train.Inputs, 0, 0).data<double>().ToArray();
        Assert.All(Enumerable.Range(0, 3),
            c => Assert.InRange(cut.Where((value, i) => i / 1024 % 3 == c && value == -means[c] / deviations[c]).Count(), 30 * 1024,
                40 * 1024));
    }

    [Theory]
    [InlineData("""{ "kind": "cifar10", "mean": [0.5, 0.5], "std": [1, 1, 1] }""", "data.mean")]
    [InlineData("""{ "kind": "cifar10", "mean": [0.5, 0.5, 0.5], "std": [1, 0, 1] }""", "data.std")]
    [InlineData("""{ "kind": "cifar10", "mean": [0.5, 0.5, 0.5] }""", "mean needs std; set both")]
    [InlineData("""{ "kind": "cifar100", "labels": "corse" }""", "data.labels")]
    [InlineData("""{ "kind": "cifar10", "labels": "fine" }""", "labels")]
    public void Wrong_keys_are_one_sentence_each(string data, string words)
    {
        var config = _folder.Write("c.json", $$"""{ "name": "c", "model": { "kind": "softmax_regression" }, "data": {{data}} }""");
        Assert.Contains(words, Assert.Single(Assert.Throws<InputException>(() => ConfigReader.Read(config, [])).Mistakes),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("cifar-10-batches-bin")]
    [InlineData("cifar10")]
    [InlineData("cifar10/cifar-10-batches-bin")]
    public void The_files_are_found_where_people_keep_them(string under)
    {
        using var folder = new TemporaryFolder();
        Cifar.WriteTen(folder, under);
        using var splits = new Cifar10Options { Validation = 0 }.Load(folder.Context());
        Assert.All(splits.Description.Files, file => Assert.StartsWith(folder.File(under), file.Path, StringComparison.Ordinal));
        Assert.Equal(6, splits.Description.Files.Count);
    }

    [Fact]
    public void A_cut_file_is_refused()
    {
        var path = _folder.File("cifar-10-batches-bin/data_batch_3.bin");
        File.WriteAllBytes(path, File.ReadAllBytes(path)[..^1]);
        var message = Assert.Throws<InputException>(() => new Cifar10Options().Load(_folder.Context())).Message;
        Assert.StartsWith($"{path}: the file has {(8 * 3073) - 1} bytes, which is not a multiple of the 3073 bytes of a row", message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_label_out_of_range_is_named_with_its_row()
    {
        var path = _folder.File("cifar-100-binary/train.bin");
        var bytes = File.ReadAllBytes(path);
        bytes[(2 * 3074) + 1] = 100;
        File.WriteAllBytes(path, bytes);
        Assert.Equal($"{path}: label 100 of row 2 is out of range; 0 to 99 are allowed.",
            Assert.Throws<InputException>(() => new Cifar100Options().Load(_folder.Context())).Message);
        using var coarse = new Cifar100Options { Labels = "coarse", Validation = 0 }.Load(_folder.Context());
        Assert.Equal(40, coarse.Train.Count);
    }

    [Fact]
    public async Task A_fetched_and_unpacked_archive_is_what_the_reader_reads()
    {
        string[] names = [.. DataCatalogue.Cifar10.Archive!.Files];
        var archive = TemporaryFolder.Gzip(
            Tar.Of([Tar.Folder("cifar-10-batches-bin/"),
                .. names.Select(name => Tar.File("cifar-10-batches-bin/" + name,
                    File.ReadAllBytes(_folder.File("cifar-10-batches-bin/" + name))))]));
        using var server = new FaultyServer(asked => Answer.Right(asked, archive));
        using var root = new TemporaryFolder();
        var set = DataCatalogue.Cifar10
            with { Files = [new RemoteFile("cifar-10-binary.tar.gz", archive.Length, Md5Of.Bytes(archive),
                [server.Address("/cifar-10-binary.tar.gz")])] };
        using var fetcher = new DataFetcher(new DownloadLimits(), new SilentDownload());
        await fetcher.FetchAsync(set, root.Path, CancellationToken.None);
        using var fetched = new Cifar10Options { Validation = 0 }.Load(root.Context());
        using var written = new Cifar10Options { Validation = 0 }.Load(_folder.Context());
        Assert.True(fetched.Train.Inputs.eq(written.Train.Inputs).all().item<bool>());
        Assert.Equal(written.Description.Files.Select(file => file.Sha256), fetched.Description.Files.Select(file => file.Sha256));
    }
}
