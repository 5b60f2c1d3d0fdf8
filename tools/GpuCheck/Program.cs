using Experiments.Cli;
using Experiments.Training;
using GpuCheck;

FreedMemory.Keep();
// The check of two workers starts this program again as a worker of a sweep.
return args is ["worker", ..] ? CommandLine.Run(args) : Options.Run(args);
