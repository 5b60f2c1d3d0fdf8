using Experiments.Data.Images;
using Experiments.Data.Tables;

namespace Experiments.Data;

public static class DataRegistry
{
    public static Registry<DataOptions> Instance { get; } = new Registry<DataOptions>("data", "kind")
        .Add<DigitsOptions>("digits",
            "1,797 handwritten digits of 8x8 pixels, ten classes; ships with the program (E. Alpaydin and C. Kaynak, UCI, 1998).")
        .Add<MnistOptions>("mnist", "60,000 training and 10,000 test images of handwritten digits, 28x28 pixels, from IDX files (Y. "
            + "LeCun et al., 1998).")
        .Add<FashionMnistOptions>("fashion_mnist",
            "60,000 training and 10,000 test images of clothes, 28x28 pixels, ten classes, from IDX files (H. Xiao et al., "
                + "arXiv:1708.07747).")
        .Add<KmnistOptions>("kmnist",
            "60,000 training and 10,000 test images of cursive Japanese characters, 28x28 pixels, ten classes, from IDX files (T. "
                + "Clanuwat et al., arXiv:1812.01718).")
        .Add<Cifar10Options>("cifar10",
            "50,000 training and 10,000 test colour images of 32x32 pixels, ten classes, from the binary version (A. Krizhevsky, 2009).")
        .Add<Cifar100Options>("cifar100",
            "50,000 training and 10,000 test colour images of 32x32 pixels, 100 classes in 20 groups, from the binary version (A. "
                + "Krizhevsky, 2009).")
        .Add<SyntheticOptions>("synthetic",
            "Gaussian inputs of any width with a flat or power-law spectrum; a random teacher network gives the labels or target "
                + "numbers. The program generates the data and reads no files.")
        .Add<AmesOptions>("ames",
            "2,930 house sales in Ames, Iowa; the network predicts the logarithm of the price. Ships with the program (D. De Cock, "
                + "2011). Same keys as csv, with other defaults.")
        .Add<CsvOptions>("csv", "Classification or regression from any CSV file.");
}
