namespace Experiments.Tests.Data.Images;

/// <summary>Small files in the format of CIFAR's binary version.</summary>
internal static class Cifar
{
    public const int Pixels = 3 * 32 * 32;

    /// <summary>Returns byte j of image i; the channels differ in mean and deviation.</summary>
    public static byte Pixel(int image, int j) => (byte)((j / 1024 * 60) + (((image * 31) + (j * 7)) % (40 + (j / 1024 * 20))));

    /// <summary>Returns the bytes of the labels, then the pixels.</summary>
    public static byte[] Row(int image, params byte[] labels) => [.. labels, .. Enumerable.Range(0, Pixels).Select(j => Pixel(image, j))];

    /// <summary>Writes five training files of 8 images and a test file of 12; image i has the label i mod 10.</summary>
    public static void WriteTen(TemporaryFolder folder, string under = "cifar-10-batches-bin")
    {
        for (var batch = 0; batch < 5; batch++)
            folder.Write($"{under}/data_batch_{batch + 1}.bin", Rows(batch * 8, 8));
        folder.Write($"{under}/test_batch.bin", Rows(100, 12));

        static byte[] Rows(int first, int count) => [.. Enumerable.Range(first, count).SelectMany(i => Row(i, (byte)(i % 10)))];
    }

    /// <summary>Writes 40 training images and 12 test images; image i has the group i mod 20 and the class i mod 100.</summary>
    public static void WriteHundred(TemporaryFolder folder, string under = "cifar-100-binary")
    {
        folder.Write($"{under}/train.bin", Rows(70, 40));
        folder.Write($"{under}/test.bin", Rows(0, 12));

        static byte[] Rows(int first, int count) =>
            [.. Enumerable.Range(first, count).SelectMany(i => Row(i, (byte)(i % 20), (byte)(i % 100)))];
    }
}
