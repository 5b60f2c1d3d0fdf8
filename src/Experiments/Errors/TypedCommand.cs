namespace Experiments.Errors;

/// <summary>Formats commands of this program in the form that the user can type. If run.sh or run.ps1 started the program, the command
/// begins with this script.</summary>
public static class TypedCommand
{
    /// <summary>Environment variable that run.sh and run.ps1 set to the command by which the user called them.</summary>
    public const string Variable = "EXPERIMENTS_COMMAND";

    /// <summary>Name of the program when it was started without a script.</summary>
    public const string Program = "experiments";

    /// <summary>The word or words that start the program.</summary>
    public static string Word => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } typed ? typed : Program;

    /// <summary>Returns a command such as <c>./run.sh data fetch mnist</c>.</summary>
    /// <param name="arguments">Text after the program's name; may be empty.</param>
    public static string Of(string arguments) => $"{Word} {arguments}".TrimEnd();

    /// <summary>Returns the quoted command with run.sh or run.ps1, because the script also installs missing parts. If no script started
    /// this program, the text also says in which folder to run the command.</summary>
    public static string OfScript(string arguments) => Word != Program
        ? $"'{Of(arguments)}'"
        : $"'{(OperatingSystem.IsWindows() ? @".\run.ps1" : "./run.sh")} {arguments}' in the project's folder";
}
