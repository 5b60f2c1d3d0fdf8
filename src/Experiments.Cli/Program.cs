using Experiments.Cli;
using Experiments.Cli.Terminal;
using Experiments.Training;

FreedMemory.Keep();
Console.SetError(new ForgivingWriter(Console.Error));
return CommandLine.Run(args);
