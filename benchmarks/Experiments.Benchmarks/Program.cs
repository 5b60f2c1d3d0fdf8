using BenchmarkDotNet.Running;
using Experiments.Benchmarks;
using Experiments.Benchmarks.Coverage;
using Experiments.Benchmarks.Profiling;
using Experiments.Training;

// The program also keeps freed memory, so the benchmarks do the same.
FreedMemory.Keep();
try
{
    if (args is ["diagnostics", .. var names])
        DiagnosticsShare.Print(rounds: 15, names);
    else if (args is ["coverage", .. var arguments])
        return CoverageCommand.Run(arguments);
    else if (args is ["profile", .. var options])
        return ProfileCommand.Run(options);
    else
        BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
    return 0;
}
catch (Exception wrong) when (wrong is InputException or MissingException or FormatException or OverflowException)
{
    Console.Error.WriteLine(wrong.Message);
    return wrong is MissingException ? 3 : 2;
}
