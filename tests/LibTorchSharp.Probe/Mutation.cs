namespace LibTorchSharp.Probe;

/// <summary>Changes one argument of one call, or exchanges it with the next argument of the same kind.</summary>
internal sealed class Mutation(int call, int argument, bool exchange)
{
    private int calls;

    /// <summary>All possible changes of the calls so far, with their names in the report.</summary>
    public List<(Mutation Mutation, string Name)> Possible { get; } = [];

    /// <summary>Returns a mutation that changes nothing, but records the possible changes.</summary>
    public static Mutation Look() => new(-1, -1, false);

    public object?[] Apply(string function, object?[] arguments)
    {
        if (calls++ != call)
        {
            if (call < 0)
                AddPossible(function, arguments);
            return arguments;
        }
        var changed = arguments.ToArray();
        if (exchange)
            (changed[argument], changed[argument + 1]) = (changed[argument + 1], changed[argument]);
        else
            changed[argument] = Altered(changed[argument]);
        return changed;
    }

    private void AddPossible(string function, object?[] arguments)
    {
        var names = NativeCall.SuppliedParameters(function);
        var position = 0;
        for (var i = 0; i < arguments.Length; i++)
        {
            var name = names[position];
            // A length is not changed, because with a wrong length the library would read beyond the array.
            if (Altered(arguments[i]) is not null && !name.EndsWith("ength", StringComparison.Ordinal))
                Possible.Add((new Mutation(calls - 1, i, false), $"{function} {name}"));
            position += Width(arguments[i]);
            if (i + 1 < arguments.Length && KindOf(arguments[i]) is { } kind && kind == KindOf(arguments[i + 1])
                && !EndsTheProcess(names[position], arguments[i]) && !EndsTheProcess(name, arguments[i + 1]))
                Possible.Add((new Mutation(calls - 1, i, true), $"{function} {name}<>{names[position]}"));
        }
    }

    /// <summary>Whether libtorch reads invalid memory if a parameter has this value.</summary>
    private static bool EndsTheProcess(string parameter, object? value) =>
        value is int number && (number == 0 && parameter == "num_layers"
            || number < 0 && parameter.EndsWith("ype", StringComparison.Ordinal));

    private static int Width(object? argument) => argument is Value value ? value.Width : 1;

    private static object? Altered(object? argument) => argument switch
    {
        Value value => value.Altered(),
        bool flag => !flag,
        // The number 7 becomes 6, because 7 is also the code of float64, and 8 would be complex numbers of 16 bits, which libtorch hardly
        // supports.
        int number => number == 7 ? 6 : number + 1,
        long number => number + 1,
        byte number => (byte)(number == 'L' ? 'U' : 'L'),
        float number => float.IsInfinity(number) ? 3 : number + 0.3f,
        double number => double.IsInfinity(number) ? 3 : number + 0.3,
        string text => text + "?",
        _ => null,
    };

    private static string? KindOf(object? argument) => argument switch
    {
        Value value => value.GetType().Name + value.Width,
        Handle handle => handle.Kind.ToString(),
        bool => "bool",
        int or long => "integer",
        float or double => "real",
        _ => null,
    };
}
