namespace Experiments.Cli;

/// <summary>The program's exit codes. <c>--help</c> and the README document them.</summary>
public static class ExitCodes
{
    public const int Done = 0;

    public const int Failed = 1;

    /// <summary>The input (config, command line, data file) is wrong.</summary>
    public const int WrongInput = 2;

    /// <summary>Something is not on this machine: a native library, CUDA, or a data set.</summary>
    public const int Missing = 3;

    /// <summary>The run diverged (a loss or gradient was not finite), or <c>evaluate</c> measured a loss that is not finite.</summary>
    public const int Diverged = 4;

    /// <summary>A claim does not hold, is open, or its study has no current results (<c>study verify</c>).</summary>
    public const int ClaimFails = 5;

    /// <summary>The run was interrupted (Ctrl-C). The results up to this point are on disk.</summary>
    public const int Interrupted = 130;

    /// <summary>The codes with their meanings, as <c>--help</c> prints them.</summary>
    public static IReadOnlyList<(int Code, string Meaning)> All { get; } =
    [
        (Done, "done"),
        (Failed, "failed"),
        (WrongInput, "the input is wrong (config, command line, data file)"),
        (Missing, "the machine lacks something (native library, CUDA, data set)"),
        (Diverged, "diverged: a loss or gradient is not finite (run, evaluate)"),
        (ClaimFails, "a claim does not hold, is open or has no current results (study verify)"),
        (Interrupted, "interrupted; the results so far are on disk"),
    ];
}
