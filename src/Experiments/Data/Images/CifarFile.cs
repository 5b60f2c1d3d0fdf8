namespace Experiments.Data.Images;

/// <summary>
/// The binary version of CIFAR (A. Krizhevsky's page). A row has the labels, one byte each, then 1,024 bytes each of red, green and blue. A
/// channel is 32×32 pixels, row by row.
/// </summary>
internal static class CifarFile
{
    /// <summary>Pixels per side.</summary>
    public const int Side = 32;

    /// <summary>Red, green and blue.</summary>
    public const int Channels = 3;

    private const int ImageSize = Channels * Side * Side;

    /// <summary>Reads the images and labels of some files, one file after the other.</summary>
    /// <param name="labelBytes">Number of labels in a row.</param>
    /// <param name="label">Index of the label that is used as the class.</param>
    /// <param name="classes">Number of classes of this label.</param>
    /// <exception cref="InputException">A file is truncated, or a label is out of range.</exception>
    public static ImageSet Read(IReadOnlyList<StoredFile> files, int labelBytes, int label, int classes)
    {
        var row = labelBytes + ImageSize;
        foreach (var file in files.Where(file => file.Bytes.Length % row != 0))
            throw new InputException(
                $"{file.Path}: the file has {file.Bytes.Length} bytes, which is not a multiple of the {row} bytes of a row; the file "
                    + "is truncated or not the binary version of CIFAR.");
        var count = files.Sum(file => file.Bytes.Length / row);
        var set = new ImageSet(new byte[count * ImageSize], new byte[count], Side, Side, Channels);
        var at = 0;
        foreach (var file in files)
        {
            for (var start = 0; start < file.Bytes.Length; start += row, at++)
            {
                set.Labels[at] = Label(file, start + label, start / row, classes);
                file.Bytes.AsSpan(start + labelBytes, ImageSize).CopyTo(set.Pixels.AsSpan(at * ImageSize));
            }
        }

        return set;
    }

    private static byte Label(StoredFile file, int offset, int row, int classes) => file.Bytes[offset] is var label && label < classes
        ? label
        : throw new InputException($"{file.Path}: label {label} of row {row} is out of range; 0 to {classes - 1} are allowed.");
}
