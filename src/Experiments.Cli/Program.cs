using Experiments.Cli;

FreedMemory.Keep();
Console.SetError(new ForgivingWriter(Console.Error));
var output = new ForgivingWriter(Console.Out);
Console.SetOut(output);
var code = Failures.OfOutput(args, CommandLine.Run(args), output.Failure);
// A sweep waits for the end of its workers. All that they wrote is flushed by now.
if (args is ["worker", ..])
    ProcessEnd.Now(code);
return code;
