namespace Experiments.Experiment;

/// <summary>Replaces libtorch's messages about missing memory by one sentence. The sentence names the config value that is too large for
/// the machine.</summary>
public static partial class OutOfMemory
{
    /// <summary>Calls <paramref name="make"/>. If memory runs out, throws an exception whose message is one sentence.</summary>
    /// <param name="key">Config key that the sentence names.</param>
    /// <exception cref="InputException">There is not enough memory.</exception>
    public static T InWords<T>(string key, Func<T> make)
    {
        try
        {
            return make();
        }
        catch (Exception exception) when (exception is not InputException && IsMeant(exception))
        {
            throw new InputException(
                $"{key}: too large for the memory of {Owner(exception.Message)}; {Size(exception.Message)}. Make the {key} smaller.");
        }
    }

    /// <summary>Returns the sentence for training that ran out of memory; null for other failures.</summary>
    public static string? InTraining(Exception exception) => IsMeant(exception)
        ? $"The memory of {Owner(exception.Message)} is too small: {Size(exception.Message)}. Reduce data.batch_size, "
            + $"data.eval_batch_size or the size of the model."
        : null;

    private static bool IsMeant(Exception exception) =>
        exception is OutOfMemoryException || Words().IsMatch(exception.Message);

    private static string Owner(string message) => message.Contains("CUDA", StringComparison.Ordinal) ? "the GPU" : "this machine";

    private static string Size(string message)
    {
        if (GpuSize().Match(message) is { Success: true } wanted)
            return $"no room was left for {wanted.Groups[1].Value} more";
        if (Bytes().Match(message) is { Success: true } match
            && double.TryParse(match.Groups[1].Value, CultureInfo.InvariantCulture, out var bytes))
            return string.Create(CultureInfo.InvariantCulture, $"a single tensor needs {bytes / 1e9:0.###} GB");
        return "a single tensor needs more than any machine has";
    }

    [GeneratedRegex("DefaultCPUAllocator: (can't allocate|not enough) memory|CUDA out of memory|Storage size calculation overflowed|numel: "
        + "integer multiplication overflow", RegexOptions.CultureInvariant)]
    private static partial Regex Words();

    // CUDA's allocator keeps freed memory, so a small tensor may not fit. The message says how much more memory was requested.
    [GeneratedRegex("CUDA out of memory. Tried to allocate ([0-9.]+ [A-Za-z]+)", RegexOptions.CultureInvariant)]
    private static partial Regex GpuSize();

    [GeneratedRegex("you tried to allocate ([0-9]+) bytes", RegexOptions.CultureInvariant)]
    private static partial Regex Bytes();
}
