namespace Experiments.Data.Images;

/// <summary>Images as read from their files, with the drawn split.</summary>
/// <param name="Set">Rows for training and validation, and also for test if there is no separate test file.</param>
/// <param name="Rows">Split of <paramref name="Set"/>.</param>
/// <param name="TestRows">Test rows in <paramref name="TestSet"/>.</param>
/// <param name="Max">Pixel value of white.</param>
internal sealed record ImageSource(DataDescription Description, ImageSet Set, SplitRows Rows, ImageSet TestSet, long[] TestRows, int Max);
