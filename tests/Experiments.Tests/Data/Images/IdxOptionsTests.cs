namespace Experiments.Tests.Data.Images;

public class IdxOptionsTests
{
    private static FashionMnistOptions Fashion => new() { Validation = 8 };

    public static TheoryData<string, string> Folders => new()
    {
        { "mnist", "" }, { "mnist", "mnist" }, { "mnist", "MNIST/raw" },
        { "fashion_mnist", "" }, { "fashion_mnist", "fashion-mnist" }, { "fashion_mnist", "FashionMNIST/raw" },
    };

    [Theory]
    [MemberData(nameof(Folders))]
    public void A_set_is_found_where_people_keep_it(string kind, string under)
    {
        using var folder = new TemporaryFolder();
        Idx.WriteSet(folder, under);
        IdxOptions options = kind == "mnist" ? new MnistOptions { Validation = 8 } : Fashion;
        using var splits = options.Load(folder.Context());
        Assert.Equal((32L, 8L, 12L), (splits.Train.Count, splits.Validation!.Count, splits.Test!.Count));
        Assert.All(splits.Description.Files, file => Assert.StartsWith(folder.File(under), file.Path, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("", false, false)]
    [InlineData(".gz", true, false)]
    [InlineData("", false, true)]
    [InlineData(".gz", true, true)]
    public void Files_may_be_plain_or_gzip_and_spelt_with_a_dot(string suffix, bool gzip, bool dotted)
    {
        using var folder = new TemporaryFolder();
        Idx.WriteSet(folder, "mnist", suffix, gzip, dotted);
        using var splits = new MnistOptions { Validation = 0 }.Load(folder.Context());
        Assert.Equal(40, splits.Train.Count);
        Assert.Null(splits.Validation);
    }

    [Fact]
    public void The_two_sets_are_not_taken_for_each_other_although_their_files_have_the_same_names()
    {
        using var folder = new TemporaryFolder();
        Idx.WriteSet(folder, "fashion-mnist");
        var inside = new DataContext([folder.File("fashion-mnist")], CPU, ScalarType.Float32);
        Assert.Throws<MissingException>(() => new MnistOptions().Load(folder.Context()));
        Assert.Throws<MissingException>(() => new MnistOptions().Load(inside));
        using var splits = Fashion.Load(inside);
        Assert.Equal(12, splits.Test!.Count);
    }

    [Fact]
    public void A_missing_set_says_in_one_sentence_what_to_put_where_and_which_package()
    {
        using var folder = new TemporaryFolder();
        var message = Assert.Throws<MissingException>(() => Fashion.Load(folder.Context())).Message;
        Assert.DoesNotContain('\n', message);
        foreach (var part in new[] { Idx.TrainImages, Idx.TrainLabels, Idx.TestImages, Idx.TestLabels, "'fashion-mnist'", folder.Path,
            "apt install dataset-fashion-mnist" })
            Assert.Contains(part, message, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_a_set_in_part_the_missing_files_are_named_and_only_they()
    {
        using var folder = new TemporaryFolder();
        Idx.WriteSet(folder, "mnist");
        File.Delete(folder.File("mnist/" + Idx.TestLabels));
        var message = Assert.Throws<MissingException>(() => new MnistOptions().Load(folder.Context())).Message;
        Assert.Contains($"{folder.File("mnist")} lacks {Idx.TestLabels} (plain or .gz)", message, StringComparison.Ordinal);
        Assert.DoesNotContain(Idx.TrainImages, message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_part_of_a_set_in_a_folder_that_comes_first_is_said_not_to_be_used()
    {
        using var part = new TemporaryFolder();
        using var whole = new TemporaryFolder();
        Idx.WriteSet(part, "mnist");
        File.Delete(part.File("mnist/t10k-labels-idx1-ubyte"));
        Idx.WriteSet(whole, "mnist");
        using var splits = new MnistOptions { Validation = 8 }.Load(
            new DataContext([Path.GetDirectoryName(part.File("x"))!, Path.GetDirectoryName(whole.File("x"))!], CPU, ScalarType.Float32));
        Assert.Equal([$"{part.File("mnist")} lacks t10k-labels-idx1-ubyte, so mnist is read from {whole.File("mnist")}."],
            splits.Description.Warnings);
    }

    [Fact]
    public void The_shape_is_known_without_the_files()
    {
        using var folder = new TemporaryFolder();
        var description = new FashionMnistOptions().Describe(folder.Context());
        Assert.Equal((TaskKind.Classification, 10), (description.Task, description.Outputs));
        Assert.Equal([1, 28, 28], description.InputShape);
        Assert.Equal("Ankle boot", description.Classes[9]);
        Assert.Empty(description.Files);
    }

    [Fact]
    public void Pixels_and_labels_stay_together_through_the_split()
    {
        using var folder = new TemporaryFolder();
        Idx.WriteSet(folder, "mnist");
        using var splits = new MnistOptions { Validation = 8, Normalize = false }.Load(folder.Context(ScalarType.Float64));
        foreach (var split in new[] { splits.Train, splits.Validation!, splits.Test! })
        {
            var (pixels, labels) = (split.Inputs.data<double>().ToArray(), split.Targets.data<long>().ToArray());
            for (var i = 0; i < labels.Length; i++)
            {
                var first = (long)Math.Round(pixels[i * 784] * 255);
                Assert.Equal(first % 10, labels[i]);
                Assert.Equal((first + 783) % 256 / 255.0, pixels[i * 784 + 783]);
            }
        }
        Assert.Equal([12, 1, 28, 28], splits.Test!.Inputs.shape);
        Assert.Equal([12], splits.Test.Targets.shape);
        Assert.Equal(ScalarType.Int64, splits.Test.Targets.dtype);
        Assert.Equal(Enumerable.Range(0, 12).Select(i => i % 10L), splits.Test.Targets.data<long>().ToArray());
    }

    [Fact]
    public void By_default_the_training_split_has_mean_zero_and_variance_one_and_the_others_its_scale()
    {
        using var folder = new TemporaryFolder();
        Idx.WriteSet(folder, "mnist");
        using var splits = new MnistOptions { Validation = 8, Limit = 5 }.Load(folder.Context(ScalarType.Float64));
        using var raw = new MnistOptions { Validation = 8, Limit = 5, Normalize = false }.Load(folder.Context(ScalarType.Float64));
        var (train, test) = (raw.Train.Inputs.data<double>().ToArray(), raw.Test!.Inputs.data<double>().ToArray());
        var mean = train.Average();
        var std = Math.Sqrt(train.Average(x => (x - mean) * (x - mean)));
        Assert.Equal(0, splits.Train.Inputs.data<double>().ToArray().Average(), 12);
        Assert.Equal(1, splits.Train.Inputs.data<double>().ToArray().Average(x => x * x), 12);
        Assert.All(splits.Test!.Inputs.data<double>().ToArray().Zip(test),
            pair => Assert.Equal((pair.Second - mean) / std, pair.First, 10));
    }

    [Fact]
    public void A_given_mean_and_deviation_are_used()
    {
        using var folder = new TemporaryFolder();
        Idx.WriteSet(folder, "mnist");
        using var splits = new MnistOptions { Validation = 0, Mean = 0.28604, Std = 0.35302 }.Load(folder.Context());
        Assert.Equal((float)((0 / 255.0 - 0.28604) / 0.35302), splits.Test!.Inputs.data<float>()[0]);
        Assert.Equal((float)((1 / 255.0 - 0.28604) / 0.35302), splits.Test.Inputs.data<float>()[1]);
    }

    [Fact]
    public void A_mean_without_a_deviation_is_a_mistake_and_one_that_has_no_effect_is_named()
    {
        Assert.Equal(["mean needs std; set both, or neither to compute them from the training split"],
            new MnistOptions { Mean = 0.1 }.Mistakes());
        Assert.Equal(["mean has no effect while normalize is false"],
            new MnistOptions { Mean = 0.1, Std = 1, Normalize = false }.IdleKeys());
        Assert.Empty(new MnistOptions { Mean = 0.1, Std = 1, Normalize = false }.Mistakes());
        Assert.Empty(new MnistOptions { Mean = 0.1, Std = 1 }.IdleKeys());
    }

    // The scaled pixel (1/255 − 1e30)/1e-30 is above the largest float32, 3.4e38, and below the largest float64, 1.8e308.
    [Fact]
    public void A_mean_and_a_deviation_that_make_infinite_pixels_are_refused()
    {
        using var folder = new TemporaryFolder();
        Idx.WriteSet(folder, "mnist");
        var options = new MnistOptions { Validation = 0, Mean = 1e30, Std = 1e-30 };
        Assert.Equal(
            "data.mean and data.std: with mean 1E+30 and std 1E-30 the pixels exceed the range of float32.",
            Assert.Throws<InputException>(() => options.Load(folder.Context())).Message);
        using var splits = options.Load(folder.Context(ScalarType.Float64));
        Assert.All(splits.Test!.Inputs.data<double>().ToArray(), value => Assert.Equal(-1e60, value, 1e50));
    }

    [Fact]
    public void Different_counts_of_images_and_labels_are_refused_with_both_names()
    {
        using var folder = new TemporaryFolder();
        Idx.WriteSet(folder, "mnist");
        var labels = folder.Write("mnist/" + Idx.TrainLabels, Idx.Labels(39));
        var error = Assert.Throws<InputException>(() => new MnistOptions().Load(folder.Context()));
        Assert.Equal($"{folder.File("mnist/" + Idx.TrainImages)} has 40 images, but {labels} has 39 labels.", error.Message);
    }

    [Fact]
    public void Images_of_another_size_are_refused()
    {
        using var folder = new TemporaryFolder();
        Idx.WriteSet(folder, "mnist");
        var images = folder.Write("mnist/" + Idx.TestImages, Idx.Images(12, side: 14));
        var error = Assert.Throws<InputException>(() => new MnistOptions { Validation = 0 }.Load(folder.Context()));
        Assert.Equal($"{images}: the images are 14×14, but mnist has 28×28.", error.Message);
    }

    [Fact]
    public void An_empty_file_is_refused()
    {
        using var folder = new TemporaryFolder();
        Idx.WriteSet(folder, "mnist");
        var images = folder.Write("mnist/" + Idx.TrainImages, "");
        Assert.Equal($"{images}: the file is empty.",
            Assert.Throws<InputException>(() => new MnistOptions().Load(folder.Context())).Message);
    }

    [SkippableFact]
    public void Fashion_MNIST_has_its_published_counts_mean_and_deviation()
    {
        Skip.IfNot(Directory.Exists("/usr/share/datasets/fashion-mnist"),
            "Fashion-MNIST is not on this machine (on Debian: apt install dataset-fashion-mnist)");
        var context = new DataContext(["/usr/share/datasets"], CPU, ScalarType.Float32);
        using var splits = new FashionMnistOptions { Validation = 0, Normalize = false }.Load(context);
        Assert.Equal((60_000L, 10_000L), (splits.Train.Count, splits.Test!.Count));
        using var wide = splits.Train.Inputs.to_type(ScalarType.Float64);
        using var mean = wide.mean();
        using var square = wide.mul(wide);
        using var second = square.mean();
        Assert.Equal(0.28604, mean.item<double>(), 5);
        Assert.Equal(0.35302, Math.Sqrt(second.item<double>() - mean.item<double>() * mean.item<double>()), 5);
        Assert.All(splits.Train.Targets.data<long>().ToArray().GroupBy(label => label), group => Assert.Equal(6000, group.Count()));
    }
}
