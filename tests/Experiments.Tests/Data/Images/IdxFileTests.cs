namespace Experiments.Tests.Data.Images;

public class IdxFileTests
{
    private static StoredFile Stored(byte[] bytes) => new("some/file", bytes);

    private static string Refused(byte[] images) => Assert.Throws<InputException>(() => IdxFile.Images(Stored(images))).Message;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Sizes_and_bytes_are_read_plain_and_gzip(bool gzip)
    {
        var bytes = Idx.File(0x803, [2, 1, 3], [1, 2, 3, 250, 251, 252]);
        var (count, height, width, pixels) = IdxFile.Images(Stored(gzip ? TemporaryFolder.Gzip(bytes) : bytes));
        Assert.Equal((2, 1, 3), (count, height, width));
        Assert.Equal(new byte[] { 1, 2, 3, 250, 251, 252 }, pixels);
    }

    [Fact]
    public void Sizes_are_big_endian() => Assert.Equal(258, IdxFile.Images(Stored(Idx.File(0x803, [258, 1, 1], new byte[258]))).Count);

    [Fact]
    public void Labels_where_images_belong_are_refused_by_their_magic_number() =>
        Assert.Equal("some/file: the file begins with 0x00000801, but an IDX file of images begins with 0x00000803.",
            Refused(Idx.Labels(100)));

    [Fact]
    public void A_little_endian_file_is_refused() =>
        Assert.Contains("begins with 0x03080000", Refused(Idx.File(0x03080000, [1, 1, 1], [0])), StringComparison.Ordinal);

    [Fact]
    public void A_file_that_goes_on_is_refused() =>
        Assert.Equal("some/file: the file has more than the 784 bytes of images that its header announces.",
            Refused([.. Idx.Images(1), 0]));

    [Fact]
    public void A_packed_file_that_goes_on_is_refused() =>
        Assert.Contains("the file has more than the", Refused(TemporaryFolder.Gzip([.. Idx.Images(1), 0])), StringComparison.Ordinal);

    [Theory]
    [InlineData(0, 28, 28)]
    [InlineData(-1, 28, 28)]
    [InlineData(int.MaxValue, int.MaxValue, int.MaxValue)]
    public void Impossible_sizes_are_refused(int count, int height, int width) =>
        Assert.Contains($"announces {count}×{height}×{width} bytes, which is impossible",
            Refused(Idx.File(0x803, [count, height, width], [1])),
            StringComparison.Ordinal);

    [Fact]
    public void A_small_file_that_promises_a_gigabyte_is_refused_before_memory_is_taken()
    {
        var bytes = TemporaryFolder.Gzip(Idx.File(0x803, [1 << 20, 32, 32], new byte[100]));
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Contains("truncated", Refused(bytes), StringComparison.Ordinal);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
    }

    [Fact]
    public void Every_shortened_file_is_refused_plain_and_gzip()
    {
        var plain = Idx.File(0x803, [3, 2, 2], [.. Enumerable.Range(0, 12).Select(i => (byte)(i * 19))]);
        foreach (var whole in new[] { plain, TemporaryFolder.Gzip(plain) })
            for (var length = 0; length < whole.Length; length++)
                Assert.Matches("^some/file: the file (is truncated|is corrupted|begins with)", Refused(whole[..length]));
    }

    [Fact]
    public void No_flipped_bit_of_a_packed_file_changes_a_pixel_unnoticed()
    {
        var whole = TemporaryFolder.Gzip(Idx.File(0x803, [3, 2, 2], [.. Enumerable.Range(0, 12).Select(i => (byte)(i * 19))]));
        var expected = IdxFile.Images(Stored(whole)).Pixels;
        var refused = 0;
        for (var bit = 0; bit < whole.Length * 8; bit++)
        {
            var damaged = (byte[])whole.Clone();
            damaged[bit / 8] ^= (byte)(1 << (bit % 8));
            try
            {
                // Some bits of gzip's header (time, operating system) do not affect the content.
                Assert.Equal(expected, IdxFile.Images(Stored(damaged)).Pixels);
            }
            catch (InputException error)
            {
                Assert.StartsWith("some/file: ", error.Message, StringComparison.Ordinal);
                refused++;
            }
        }
        Assert.InRange(refused, (whole.Length - 10) * 8, whole.Length * 8);
    }

    [Fact]
    public void A_label_out_of_range_is_named_with_its_position()
    {
        var error = Assert.Throws<InputException>(() => IdxFile.Labels(Stored(Idx.File(0x801, [4], [0, 9, 10, 3])), classes: 10));
        Assert.Equal("some/file: label 10 at position 2 is out of range; 0 to 9 are allowed.", error.Message);
    }
}
