using Experiments.Cli;

FreedMemory.Keep();
Console.SetError(new ForgivingWriter(Console.Error));
var output = new ForgivingWriter(Console.Out);
Console.SetOut(output);
return Failures.OfOutput(args, CommandLine.Run(args), output.Failure);
