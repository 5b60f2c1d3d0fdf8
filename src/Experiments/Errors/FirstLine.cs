namespace Experiments.Errors;

/// <summary>First line of an exception's message; libtorch's messages carry a backtrace below it.</summary>
public static class FirstLine
{
    public static string Of(Exception exception) => exception.Message.Split('\n', 2)[0].TrimEnd();
}
