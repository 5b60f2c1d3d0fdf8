using Experiments.Cli;

FreedMemory.Keep();
Console.SetError(new ForgivingWriter(Console.Error));
var output = new ForgivingWriter(Console.Out);
Console.SetOut(output);
var code = Failures.OfOutput(args, CommandLine.Run(args), output.Failure);
// A worker ends immediately, because a sweep waits for the end of its workers. All files of the worker are flushed at this point.
if (args is ["worker", ..])
    ProcessEnd.Now(code);
return code;
