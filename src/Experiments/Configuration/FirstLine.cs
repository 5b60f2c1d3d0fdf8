namespace Experiments.Configuration;

/// <summary>The sentence of an exception: libtorch's messages carry a backtrace below it.</summary>
public static class FirstLine
{
    /// <summary>The first line of its message.</summary>
    public static string Of(Exception exception) => exception.Message.Split('\n', 2)[0].TrimEnd();
}
