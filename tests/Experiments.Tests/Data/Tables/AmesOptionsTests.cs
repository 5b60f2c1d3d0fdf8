namespace Experiments.Tests.Data.Tables;

public class AmesOptionsTests
{
    [Fact]
    public void The_file_is_the_one_that_its_README_names()
    {
        var file = Assert.Single(new AmesOptions().Describe(ShippedData.Context()).Files);
        Assert.Equal("25ee0e4f21eb7cb633328abb27edbb00d18eff73bfeae85ea327e61c3d06fad8", file.Sha256);
        Assert.Contains(file.Sha256, File.ReadAllText(Path.Combine(Path.GetDirectoryName(file.Path)!, "README.md")),
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_fifth_of_the_sales_is_held_out_and_the_logarithm_of_the_price_is_learnt()
    {
        using var splits = new AmesOptions().Load(ShippedData.Context(ScalarType.Float64));
        Assert.Equal((2051L, 293L, 586L), (splits.Train.Count, splits.Validation!.Count, splits.Test!.Count));
        Assert.Equal((TaskKind.Regression, true), (splits.Description.Task, splits.Description.LogTarget));
        var prices = new[] { splits.Train, splits.Validation, splits.Test }.SelectMany(split => split.Targets.data<double>().ToArray())
            .Select(Math.Exp).ToList();
        // By the data set's documentation, there are 2,930 sales from $12,789 to $755,000, with the mean $180,796.06.
        Assert.Equal((2930, 12789.0, 755000.0), (prices.Count, Math.Round(prices.Min(), 6), Math.Round(prices.Max(), 6)));
        Assert.Equal(180_796.06, prices.Average(), 0.005);
    }

    [Fact]
    public void Each_feature_is_a_category_or_is_standardised_on_the_training_split()
    {
        using var splits = new AmesOptions().Load(ShippedData.Context(ScalarType.Float64));
        var width = (int)splits.Description.InputShape[0];
        var inputs = splits.Train.Inputs.data<double>().ToArray();
        var columns = Enumerable.Range(0, width)
            .Select(j => Enumerable.Range(0, inputs.Length / width).Select(i => inputs[i * width + j]).ToList()).ToList();
        var categories = columns.Where(column => column.All(x => x is 0 or 1)).ToList();
        Assert.Equal(33, columns.Count - categories.Count);
        Assert.All(columns.Except(categories), column =>
        {
            Assert.Equal(0, column.Average(), 9);
            Assert.Equal(1, column.Average(x => x * x), 9);
        });
        // Each row has one category of each of the 40 text columns.
        Assert.Equal(40.0 * splits.Train.Count, categories.Sum(column => column.Sum()));
    }

    [SkippableFact]
    public void The_features_are_those_that_numpy_computes_from_the_description_in_words()
    {
        using var splits = new AmesOptions { SplitSeed = 4 }.Load(ShippedData.Context(ScalarType.Float64));
        var printed = PyTorch.Prints($$"""
            import csv, gzip, torch, numpy as np
            head, *rows = csv.reader(gzip.open({{Quoted(splits.Description.Files[0].Path)}}, 'rt'))
            order = torch.randperm(len(rows), generator=torch.Generator().manual_seed(4)).numpy()
            test, train = order[:586], order[586 + 293:]
            features = []
            for j, name in enumerate(head):
                cells = [row[j] for row in rows]
                if name == 'Sale_Price':
                    target = np.log(np.array(cells, float))
                    continue
                try:
                    x = np.array(cells, float)
                except ValueError:
                    features += [np.array([cell == category for cell in cells], float) for category in sorted({cells[i] for i in train})]
                    continue
                t = x[train]
                if abs(((t - t.mean()) ** 3).mean() / t.std() ** 3) > 1:
                    x = np.sign(x) * np.log1p(np.abs(x))
                features.append((x - x[train].mean()) / (x[train].std() or 1))
            features = np.stack(features, 1)
            weights = np.cos(np.arange(features.shape[1]))
            print(features.shape[1], *(features[test] @ weights), *target[test])
            """).Split(' ').Select(number => double.Parse(number, System.Globalization.CultureInfo.InvariantCulture)).ToArray();
        Assert.Equal(printed[0], splits.Description.InputShape[0]);
        using var weights = arange(0, splits.Description.InputShape[0], dtype: ScalarType.Float64, device: CPU).cos();
        var sums = splits.Test!.Inputs.matmul(weights).data<double>().ToArray()
            .Concat(splits.Test.Targets.data<double>().ToArray()).ToArray();
        Assert.Equal(printed.Length - 1, sums.Length);
        Assert.All(sums.Zip(printed.Skip(1)), pair => Assert.Equal(pair.Second, pair.First, 8));
    }

    private static string Quoted(string path) =>
        $"'{path.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "\\'", StringComparison.Ordinal)}'";
}
