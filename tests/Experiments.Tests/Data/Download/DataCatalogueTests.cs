namespace Experiments.Tests.Data.Download;

public class DataCatalogueTests
{
    private static IEnumerable<RemoteFile> Files => DataCatalogue.All.SelectMany(set => set.Files);

    [Fact]
    public void Every_row_of_the_registry_that_can_be_fetched_is_in_the_catalogue_under_its_name_and_every_entry_has_such_a_row()
    {
        var rows = DataRegistry.Instance.Rows.Where(row => row.OptionsType.IsAssignableTo(typeof(IRemoteData))).ToList();
        Assert.Equal(DataCatalogue.All.Select(set => set.Name), rows.Select(row => row.Name));
        Assert.Equal(DataCatalogue.All, rows.Select(row => ((IRemoteData)Activator.CreateInstance(row.OptionsType)!).Remote));
    }

    [Fact]
    public void Checksums_are_MD5_and_no_two_files_share_one()
    {
        Assert.All(Files, file => Assert.Matches("^[0-9a-f]{32}$", file.Md5));
        Assert.Equal(Files.Count(), Files.Select(file => file.Md5).Distinct().Count());
        Assert.Equal(Files.Count(), Files.Select(file => file.Size).Distinct().Count());
    }

    [Fact]
    public void Every_file_is_asked_for_with_TLS_first_and_under_its_own_name() => Assert.All(Files, file =>
    {
        Assert.Equal("https", file.Mirrors[0].Scheme);
        Assert.True(file.Mirrors.Count >= 2);
        Assert.All(file.Mirrors, mirror => Assert.Equal(file.Name, mirror.Segments[^1]));
    });

    // The published archives contain 50,000 + 10,000 rows of 3,073 or 3,074 bytes, and a few text files.
    [Fact]
    public void The_bounds_of_the_archives_leave_room_for_what_they_hold() =>
        Assert.All(DataCatalogue.All.Where(set => set.Archive is not null),
            set => Assert.InRange(60_000 * 3074, 0, set.Archive!.MaximumBytes));

    // The gzip headers of Debian's files do not contain the file name and its zero byte, so these files are a little shorter.
    [SkippableFact]
    public void The_sizes_of_fashion_mnist_agree_with_Debians_package()
    {
        const string folder = "/usr/share/datasets/fashion-mnist";
        Skip.IfNot(Directory.Exists(folder), "Fashion-MNIST is not on this machine (on Debian: apt install dataset-fashion-mnist)");
        Assert.All(DataCatalogue.FashionMnist.Files, file =>
            Assert.Equal(file.Size, new FileInfo(Path.Combine(folder, file.Name)).Length + file.Name.Length - ".gz".Length + 1));
    }
}
