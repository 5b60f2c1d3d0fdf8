using System.Globalization;
using System.Text.RegularExpressions;
using Experiments.Configuration;

namespace Experiments.Runs;

/// <summary>Says in one sentence that something is too large for the machine; libtorch says it in the words of its allocators.</summary>
public static partial class OutOfMemory
{
    /// <summary>Makes something.</summary>
    /// <param name="key">The config key that it is made from, for the sentence.</param>
    /// <param name="make">Makes it.</param>
    /// <exception cref="InputException">The memory does not suffice.</exception>
    public static T InWords<T>(string key, Func<T> make)
    {
        try
        {
            return make();
        }
        catch (Exception exception) when (exception is not InputException && IsMeant(exception))
        {
            throw new InputException($"{key}: it is too large for the memory of this machine; {Size(exception.Message)}. Make it smaller.");
        }
    }

    private static bool IsMeant(Exception exception) =>
        exception is OutOfMemoryException || Words().IsMatch(exception.Message);

    private static string Size(string message)
    {
        if (Bytes().Match(message) is { Success: true } match && double.TryParse(match.Groups[1].Value, CultureInfo.InvariantCulture, out var bytes))
            return string.Create(CultureInfo.InvariantCulture, $"one of its tensors alone needs {bytes / 1e9:0.###} GB");
        return "one of its tensors alone needs more than can be had";
    }

    [GeneratedRegex("DefaultCPUAllocator: (can't allocate|not enough) memory|CUDA out of memory|Storage size calculation overflowed|numel: integer multiplication overflow", RegexOptions.CultureInvariant)]
    private static partial Regex Words();

    [GeneratedRegex("you tried to allocate ([0-9]+) bytes", RegexOptions.CultureInvariant)]
    private static partial Regex Bytes();
}
