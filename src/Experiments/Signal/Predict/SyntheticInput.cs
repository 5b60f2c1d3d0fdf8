namespace Experiments.Signal.Predict;

/// <summary>A substitute for the network's input when no data is read: independent values with mean 0 and equal squares.</summary>
internal static class SyntheticInput
{
    private const int Examples = SignalStatistics.FewExamples;

    /// <summary>Creates the statistics of the values ±√<paramref name="secondMoment"/> with random signs, which are the same in each call
    /// and on each machine.</summary>
    /// <param name="shape">Shape of an example: [features], [channels, length] or [channels, height, width].</param>
    public static SignalStatistics Create(IReadOnlyList<long> shape, double secondMoment)
    {
        var (channels, height, width) = shape.Count switch
        {
            1 => ((int)shape[0], 1, 1),
            2 => ((int)shape[0], 1, (int)shape[1]),
            3 => ((int)shape[0], (int)shape[1], (int)shape[2]),
            _ => throw new ArgumentException($"An example must have 1 to 3 dimensions, not {shape.Count}.", nameof(shape)),
        };
        var random = new Random(1);
        var positions = height * width;
        var signs = new int[Examples, channels * positions];
        var sample = new float[signs.Length];
        var size = (float)Math.Sqrt(secondMoment);
        for (var (example, index) = (0, 0); example < Examples; example++)
        {
            for (var value = 0; value < channels * positions; value++, index++)
            {
                signs[example, value] = random.Next(2) == 0 ? -1 : 1;
                sample[index] = signs[example, value] * size;
            }
        }
        var sums = Enumerable.Range(0, channels * positions)
            .Select(value => Enumerable.Range(0, Examples).Sum(example => signs[example, value])).ToArray();
        var channelSums = sums.Chunk(positions).Select(channel => (double)channel.Sum()).ToArray();
        return new SignalStatistics(Examples, channels, height, width, [.. Enumerable.Repeat(secondMoment, Examples * positions)],
            secondMoment * sums.Average(sum => (double)sum * sum) / (Examples * Examples),
            secondMoment * channelSums.Average(sum => sum * sum) / Math.Pow(Examples * positions, 2),
            [.. Enumerable.Range(0, Examples)], sample);
    }
}
