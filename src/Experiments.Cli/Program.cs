using Experiments.Cli;

return CommandLine.Run(args);
