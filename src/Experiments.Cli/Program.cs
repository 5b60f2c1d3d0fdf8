using Experiments.Cli;
using Experiments.Cli.Terminal;

Console.SetError(new ForgivingWriter(Console.Error));
return CommandLine.Run(args);
