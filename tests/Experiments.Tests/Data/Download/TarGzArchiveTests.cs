using System.Formats.Tar;

namespace Experiments.Tests.Data.Download;

public sealed class TarGzArchiveTests : IDisposable
{
    private static readonly ArchiveContents Contents = new("set", ["a.bin"], MaximumEntries: 4, MaximumBytes: 1000);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    // The archive is unpacked in a nested folder, so that the test detects files outside the nested folder.
    private string Root => _folder.File("data");

    private string Pack(params TarEntry[] entries) => _folder.Write("data/a.tar.gz", TemporaryFolder.Gzip(Tar.Of(entries)));

    private string Refused(string archive)
    {
        var error = Assert.Throws<InputException>(() => TarGzArchive.Unpack(archive, Root, Contents, CancellationToken.None));
        Assert.Equal(["a.tar.gz"], Directory.GetFileSystemEntries(Root).Select(Path.GetFileName));
        Assert.DoesNotContain('\n', error.Message);
        Assert.StartsWith($"{archive}: the archive ", error.Message, StringComparison.Ordinal);
        return error.Message[$"{archive}: the archive ".Length..];
    }

    [Fact]
    public void Files_and_folders_come_out_as_they_went_in()
    {
        TarGzArchive.Unpack(Pack(Tar.Folder("set/"), Tar.File("set/a.bin", [1, 2, 3]), Tar.File("./set/deep/b.txt", [4])), Root, Contents,
            CancellationToken.None);
        Assert.Equal([1, 2, 3], File.ReadAllBytes(_folder.File("data/set/a.bin")));
        Assert.Equal([4], File.ReadAllBytes(_folder.File("data/set/deep/b.txt")));
        Assert.Equal(["a.tar.gz", "set"], Directory.GetFileSystemEntries(Root).Select(Path.GetFileName).Order());
    }

    [Theory]
    [InlineData("../x")]
    [InlineData("set/../../x")]
    [InlineData("set/..")]
    [InlineData("/tmp/experiments-escaped")]
    [InlineData("other/x")]
    [InlineData("x")]
    [InlineData("set/..\\x")]
    [InlineData("set/C:x")]
    public void A_path_that_leaves_its_folder_is_refused_and_nothing_is_written(string name)
    {
        Assert.Equal($"contains '{name}', which is outside 'set', so it is not unpacked.",
            Refused(Pack(Tar.File("set/a.bin", [1]), Tar.File(name, [6]))));
        Assert.Equal(["data"], Directory.GetFileSystemEntries(_folder.Path).Select(Path.GetFileName));
        Assert.False(File.Exists("/tmp/experiments-escaped"));
    }

    [Theory]
    [InlineData(TarEntryType.SymbolicLink)]
    [InlineData(TarEntryType.HardLink)]
    [InlineData(TarEntryType.Fifo)]
    [InlineData(TarEntryType.CharacterDevice)]
    public void What_is_neither_file_nor_folder_is_refused(TarEntryType type)
    {
        var entry = new PaxTarEntry(type, "set/link");
        if (type is TarEntryType.SymbolicLink or TarEntryType.HardLink)
            entry.LinkName = "/etc/passwd";
        Assert.Equal($"contains 'set/link', which is neither a file nor a folder ({type}), so it is not unpacked.",
            Refused(Pack(Tar.File("set/a.bin", [1]), entry)));
    }

    [Fact]
    public void A_file_behind_a_link_is_not_written_through_it() =>
        Refused(Pack(new PaxTarEntry(TarEntryType.SymbolicLink, "set") { LinkName = "/tmp" }, Tar.File("set/a.bin", [1])));

    [Fact]
    public void Too_many_bytes_are_refused_before_they_are_written() =>
        Assert.Equal("unpacks to more than 1000 bytes, so it is not unpacked.",
            Refused(Pack(Tar.File("set/a.bin", new byte[600]), Tar.File("set/b.bin", new byte[401]))));

    // The header of a file of 8 GB less one byte, without content.
    [Fact]
    public void A_header_that_promises_gigabytes_is_refused()
    {
        var tar = Tar.Of(new UstarTarEntry(TarEntryType.RegularFile, "set/a.bin") { DataStream = new MemoryStream([1]) });
        "77777777777"u8.CopyTo(tar.AsSpan(124));
        Tar.Seal(tar);
        Assert.Equal("unpacks to more than 1000 bytes, so it is not unpacked.",
            Refused(_folder.Write("data/a.tar.gz", TemporaryFolder.Gzip(tar))));
    }

    [Fact]
    public void Too_many_entries_are_refused() =>
        Assert.Equal("has more than 4 entries, so it is not unpacked.",
            Refused(Pack([.. Enumerable.Range(0, 5).Select(i => Tar.File($"set/{i}", []))])));

    [Fact]
    public void A_file_that_comes_twice_is_refused() => Refused(Pack(Tar.File("set/a.bin", [1]), Tar.File("set/a.bin", [2])));

    [Fact]
    public void An_archive_without_a_file_that_is_needed_is_refused() =>
        Assert.Equal("lacks set/a.bin.", Refused(Pack(Tar.File("set/b.bin", [1]))));

    [Fact]
    public void An_archive_that_is_cut_anywhere_is_refused()
    {
        var whole = Tar.Of(Tar.File("set/a.bin", [.. Enumerable.Range(0, 700).Select(i => (byte)i)]));
        var end = Array.LastIndexOf(whole, (byte)(699 % 256));
        for (var length = 1; length <= end; length += 97)
            Refused(_folder.Write("data/a.tar.gz", TemporaryFolder.Gzip(whole[..length])));
    }

    [Fact]
    public void What_is_no_archive_is_refused() =>
        Assert.StartsWith("is damaged: ", Refused(_folder.Write("data/a.tar.gz", "<html>Not found</html>")), StringComparison.Ordinal);

    [Fact]
    public void An_interruption_leaves_nothing_and_the_next_call_unpacks()
    {
        var archive = Pack(Tar.File("set/a.bin", [1]));
        Assert.Throws<OperationCanceledException>(
            () => TarGzArchive.Unpack(archive, Root, Contents, new CancellationToken(canceled: true)));
        Assert.Equal(["a.tar.gz"], Directory.GetFileSystemEntries(Root).Select(Path.GetFileName));
        // These files simulate the files that a killed process leaves.
        _folder.Write("data/.unpacking-set/set/a.bin", "half");
        TarGzArchive.Unpack(archive, Root, Contents, CancellationToken.None);
        Assert.Equal([1], File.ReadAllBytes(_folder.File("data/set/a.bin")));
    }
}
