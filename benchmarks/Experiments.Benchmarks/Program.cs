using BenchmarkDotNet.Running;
using Experiments.Benchmarks;

if (args is ["diagnostics"])
    DiagnosticsShare.Print(rounds: 7);
else
    BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
