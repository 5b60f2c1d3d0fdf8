namespace Experiments.Errors;

/// <summary>Returns the first line of an exception's message. In libtorch's messages, a backtrace follows the first line.</summary>
public static class FirstLine
{
    public static string Of(Exception exception) => exception.Message.Split('\n', 2)[0].TrimEnd();
}
