using BenchmarkDotNet.Running;
using Experiments.Benchmarks;
using Experiments.Training;

// As the program does.
FreedMemory.Keep();
if (args is ["diagnostics", .. var names])
    DiagnosticsShare.Print(rounds: 15, names);
else
    BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
