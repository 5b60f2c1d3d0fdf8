using Experiments.Cli;

FreedMemory.Keep();
Console.SetError(new ForgivingWriter(Console.Error));
return CommandLine.Run(args);
