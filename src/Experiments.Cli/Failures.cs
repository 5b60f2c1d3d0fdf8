namespace Experiments.Cli;

/// <summary>Converts an exception to an error message and an exit code.</summary>
public static class Failures
{
    /// <summary>Writes the message to standard error.</summary>
    /// <param name="debug">Whether to also show the stack trace.</param>
    /// <returns>One of <see cref="ExitCodes"/>.</returns>
    public static int Report(Exception failure, bool debug)
    {
        failure = Expected(failure);
        var code = CodeOf(failure);
        foreach (var sentence in Sentences(failure).SelectMany(sentence => Lines.For(Screen.Error, sentence)))
            Console.Error.WriteLine(sentence);
        if (debug)
            Console.Error.WriteLine(failure);
        else if (code == ExitCodes.Failed)
            Console.Error.WriteLine("(Add --debug to see the stack trace.)");
        return code;
    }

    /// <summary>Returns the exit code after a write to standard output failed. A command that also writes its results to a folder still
    /// succeeds.</summary>
    /// <param name="failure">The exception of the first failed write to standard output; null if no write failed.</param>
    public static int OfOutput(IReadOnlyList<string> arguments, int code, IOException? failure)
    {
        if (failure is null || code != ExitCodes.Done || CommandLine.KeepsResults(arguments))
            return code;
        Console.Error.WriteLine($"Standard output can't be written: {FirstLine.Of(failure).TrimEnd('.')}. The output is incomplete.");
        return ExitCodes.Failed;
    }

    public static int CodeOf(Exception failure) => failure switch
    {
        InputException => ExitCodes.WrongInput,
        MissingException => ExitCodes.Missing,
        OperationCanceledException => ExitCodes.Interrupted,
        _ when IsMissingLibrary(failure) || MissingFunction.InWords(failure) is not null => ExitCodes.Missing,
        _ => ExitCodes.Failed,
    };

    private static IReadOnlyList<string> Sentences(Exception failure) => failure switch
    {
        InputException input => input.Mistakes,
        _ when MissingFunction.InWords(failure) is { } sentence => [sentence],
        _ when IsMissingLibrary(failure) => [$"A native library can't be loaded: {FirstLine.Of(Innermost(failure))}"],
        _ => [FirstLine.Of(failure)],
    };

    private static bool IsMissingLibrary(Exception failure) => Innermost(failure) is DllNotFoundException or BadImageFormatException;

    // Returns the inner exception, because parallel reads wrap their exceptions in an AggregateException, whose message does not help the
    // user.
    private static Exception Expected(Exception failure) => failure is AggregateException several
        ? several.Flatten().InnerExceptions.FirstOrDefault(inner => inner is InputException or MissingException) ?? failure
        : failure;

    private static Exception Innermost(Exception failure) =>
        failure is TypeInitializationException or System.Reflection.TargetInvocationException or AggregateException
            && failure.InnerException is { } inner
            ? Innermost(inner)
            : failure;
}
