using LibTorchSharp.Probe;

// LibTorchSharp.Probe results FILE FIRST LIBRARY…: runs the table from row FIRST and writes the results to FILE.
// LibTorchSharp.Probe mutations FILE FIRST LIBRARY…: changes and exchanges arguments, and writes which changes the results show.
// LibTorchSharp.Probe leaks FILE ROUNDS LIBRARY…: runs the table repeatedly and writes what was not freed.
// LibTorchSharp.Probe table: lists the rows with their roundings.
// The libraries are full paths in the order of loading; the last library is LibTorchSharp.
if (args is ["table"])
{
    foreach (var row in Table.All)
        Console.WriteLine($"{row.Name} {row.Rounding.Name}{(row.MustFail ? " fails" : "")}");
    return 0;
}
if (args is not [var mode, var file, var number, .. { Length: > 0 } libraries])
    return Usage();
NativeLoader.Load(libraries);
using var output = new StreamWriter(file, append: true) { AutoFlush = true };
var count = int.Parse(number, Text.Culture);
switch (mode)
{
    case "results":
        foreach (var row in Table.All.Skip(count))
            ResultFile.Run(output, row);
        return 0;
    case "mutations":
        new MutationSearch(output).Run(count);
        return 0;
    case "leaks":
        LeakSearch.Run(output, count);
        return 0;
    default:
        return Usage();
}

static int Usage()
{
    Console.Error.WriteLine($"Usage: {Process.GetCurrentProcess().ProcessName} table, or results|mutations|leaks FILE NUMBER LIBRARY…");
    return 2;
}
