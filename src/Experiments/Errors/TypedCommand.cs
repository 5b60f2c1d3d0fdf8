namespace Experiments.Errors;

/// <summary>Commands of this program as the user can type them: through run.sh or run.ps1 where the program was started so.</summary>
public static class TypedCommand
{
    /// <summary>Environment variable in which run.sh and run.ps1 say how they were called.</summary>
    public const string Variable = "EXPERIMENTS_COMMAND";

    /// <summary>Name of the program where nothing started it but itself.</summary>
    public const string Program = "experiments";

    /// <summary>The word or words that start the program.</summary>
    public static string Word => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } typed ? typed : Program;

    /// <summary>Returns a command such as <c>./run.sh data fetch mnist</c>.</summary>
    /// <param name="arguments">What stands behind the program's name; may be empty.</param>
    public static string Of(string arguments) => $"{Word} {arguments}".TrimEnd();

    /// <summary>Returns the command of the script that also sets things up, in quotation marks, and where to run it if that is
    /// not known.</summary>
    public static string OfScript(string arguments) => Word != Program
        ? $"'{Of(arguments)}'"
        : $"'{(OperatingSystem.IsWindows() ? @".\run.ps1" : "./run.sh")} {arguments}' in the project's folder";
}
