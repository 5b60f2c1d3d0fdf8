namespace Experiments.Cli;

/// <summary>Turns an exception into words for a person and an exit code for a script.</summary>
public static class Failures
{
    /// <summary>Writes the sentences to standard error.</summary>
    /// <param name="debug">Whether to show the stack trace too.</param>
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
            Console.Error.WriteLine("(--debug shows where this happened.)");
        return code;
    }

    /// <summary>The exit code of a command whose output may be lost: commands that keep their results in a folder don't need it.</summary>
    /// <param name="failure">The first write to standard output that failed; null if none did.</param>
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

    // Several threads that read at once wrap their exceptions in one that says nothing.
    private static Exception Expected(Exception failure) => failure is AggregateException several
        ? several.Flatten().InnerExceptions.FirstOrDefault(inner => inner is InputException or MissingException) ?? failure
        : failure;

    private static Exception Innermost(Exception failure) =>
        failure is TypeInitializationException or System.Reflection.TargetInvocationException or AggregateException
            && failure.InnerException is { } inner
            ? Innermost(inner)
            : failure;
}
