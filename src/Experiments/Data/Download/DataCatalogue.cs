namespace Experiments.Data.Download;

/// <summary>
/// Data sets that the program can download, with their servers. Names and MD5 checksums come from torchvision's <c>datasets/mnist.py</c>
/// and from A. Krizhevsky's page for the binary version of CIFAR. Servers that use TLS come first.
/// </summary>
public static class DataCatalogue
{
    public static RemoteDataSet Mnist { get; } = new(
        "mnist",
        "mnist",
        Idx(
            ["https://ossci-datasets.s3.amazonaws.com/mnist/", "https://storage.googleapis.com/cvdf-datasets/mnist/"],
            (9_912_422, "f68b3c2dcbeaaa9fbdd348bbdeb94873"),
            (28_881, "d53e105ee54ea40749a09fcbcd1e9432"),
            (1_648_877, "9fb629c4189551a2d022fa330f9573f3"),
            (4_542, "ec29112dd5afa0611ce80d1b7f02629c")),
        "CC BY-SA 3.0",
        new Uri("http://yann.lecun.com/exdb/mnist/"));

    public static RemoteDataSet FashionMnist { get; } = new(
        "fashion_mnist",
        "fashion-mnist",
        Idx(
            ["https://storage.googleapis.com/tensorflow/tf-keras-datasets/", "http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/"],
            (26_421_880, "8d4fb7e6c68d591d4c3dfef9ec88bf0d"),
            (29_515, "25c81989df183df01b3e8a0aad5dffbe"),
            (4_422_102, "bef4ecab320f06d8554ea6380940ec79"),
            (5_148, "bb300cfdad3c16e7a12a480ee83cd310")),
        "MIT",
        new Uri("https://github.com/zalandoresearch/fashion-mnist"));

    public static RemoteDataSet Kmnist { get; } = new(
        "kmnist",
        "kmnist",
        Idx(
            ["https://codh.rois.ac.jp/kmnist/dataset/kmnist/", "http://codh.rois.ac.jp/kmnist/dataset/kmnist/"],
            (18_165_135, "bdb82020997e1d708af4cf47b453dcf7"),
            (29_497, "e144d726b3acfaa3e44228e80efcd344"),
            (3_041_136, "5c965bf0a639b31b8f53240b1b52f4d7"),
            (5_120, "7320c461ea6c1c855c0b718fb2a4b134")),
        "CC BY-SA 4.0",
        new Uri("http://codh.rois.ac.jp/kmnist/"));

    public static RemoteDataSet Cifar10 { get; } = Cifar(
        "cifar10",
        new ArchiveContents("cifar-10-batches-bin", [.. Enumerable.Range(1, 5).Select(batch => $"data_batch_{batch}.bin"),
            "test_batch.bin"], MaximumEntries: 32, MaximumBytes: 200_000_000),
        "cifar-10-binary.tar.gz",
        170_052_171,
        "c32a1d4ab5d03f1284b67883e8d87530");

    public static RemoteDataSet Cifar100 { get; } = Cifar(
        "cifar100",
        new ArchiveContents("cifar-100-binary", ["train.bin", "test.bin"], MaximumEntries: 32, MaximumBytes: 200_000_000),
        "cifar-100-binary.tar.gz",
        168_513_733,
        "03b5dce01913d631647c71ecec9e9cb8");

    /// <summary>All data sets, in the order of the data registry.</summary>
    public static IReadOnlyList<RemoteDataSet> All { get; } = [Mnist, FashionMnist, Kmnist, Cifar10, Cifar100];

    private static IReadOnlyList<RemoteFile> Idx(string[] servers, params (long Size, string Md5)[] files)
    {
        string[] names = ["train-images-idx3-ubyte.gz", "train-labels-idx1-ubyte.gz", "t10k-images-idx3-ubyte.gz",
            "t10k-labels-idx1-ubyte.gz"];
        return [.. names.Zip(files,
            (name, file) => new RemoteFile(name, file.Size, file.Md5, [.. servers.Select(server => new Uri(server + name))]))];
    }

    // The first address is the present address of the author's page (Krizhevsky); the second is the former address of this page.
    private static RemoteDataSet Cifar(string name, ArchiveContents contents, string archive, long size, string md5) => new(
        name,
        contents.Folder,
        [new RemoteFile(archive, size, md5,
            [new Uri($"https://cave.cs.toronto.edu/kriz/{archive}"), new Uri($"https://www.cs.toronto.edu/~kriz/{archive}")])],
        "none stated; cite Krizhevsky 2009",
        new Uri("https://www.cs.toronto.edu/~kriz/cifar.html"),
        contents);
}
