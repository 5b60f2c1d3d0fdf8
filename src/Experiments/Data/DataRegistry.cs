using Experiments.Data.Images;
using Experiments.Data.Tables;

namespace Experiments.Data;

public static class DataRegistry
{
    public static Registry<DataOptions> Instance { get; } = new Registry<DataOptions>("data", "kind")
        .Add<DigitsOptions>("digits", "1,797 handwritten digits of 8x8 pixels, ten classes; ships with the program (E. Alpaydin and C. Kaynak, UCI, 1998).",
            "1,797 张 8x8 像素的手写数字，十个类别；随程序附带（E. Alpaydin and C. Kaynak, UCI, 1998）。")
        .Add<MnistOptions>("mnist", "60,000 and 10,000 handwritten digits of 28x28 pixels, from IDX files (Y. LeCun et al., 1998).",
            "训练 60,000 张、测试 10,000 张 28x28 像素的手写数字，读自 IDX 文件（Y. LeCun et al., 1998）。")
        .Add<FashionMnistOptions>("fashion_mnist", "60,000 and 10,000 pictures of clothes of 28x28 pixels, ten classes, from IDX files (H. Xiao et al., arXiv:1708.07747).",
            "训练 60,000 张、测试 10,000 张 28x28 像素的服饰图片，十个类别，读自 IDX 文件（H. Xiao et al., arXiv:1708.07747）。")
        .Add<KmnistOptions>("kmnist", "60,000 and 10,000 cursive Japanese characters of 28x28 pixels, ten classes, from IDX files (T. Clanuwat et al., arXiv:1812.01718).",
            "60,000 张训练、10,000 张测试的 28x28 日文草书假名图像，十类，读自 IDX 文件（T. Clanuwat et al., arXiv:1812.01718）。")
        .Add<Cifar10Options>("cifar10", "50,000 and 10,000 coloured pictures of 32x32 pixels, ten classes, from the binary version (A. Krizhevsky, 2009).",
            "50,000 张训练、10,000 张测试的 32x32 彩色图像，十类，读取二进制版文件（A. Krizhevsky，2009）。")
        .Add<Cifar100Options>("cifar100", "50,000 and 10,000 coloured pictures of 32x32 pixels, 100 classes in 20 groups, from the binary version (A. Krizhevsky, 2009).",
            "50,000 张训练、10,000 张测试的 32x32 彩色图像，100 个细类分属 20 个大类，读取二进制版文件（A. Krizhevsky，2009）。")
        .Add<SyntheticOptions>("synthetic", "Gaussian inputs of any width with a flat or power-law spectrum, and labels or numbers from a random teacher network; made, not read.",
            "任意维数、平坦或幂律谱的高斯输入，标签或数值由随机教师网络给出；直接生成，无需文件。")
        .Add<AmesOptions>("ames", "2,930 house sales in Ames, Iowa, the logarithm of the price to predict; ships with the program (D. De Cock, 2011); csv with other defaults.",
            "美国艾奥瓦州 Ames 市的 2,930 笔房屋交易，预测价格的对数；随程序附带（D. De Cock, 2011）；即换了默认值的 csv。")
        .Add<CsvOptions>("csv", "Classification or regression from any CSV file.", "从任意 CSV 文件做分类或回归。");
}
