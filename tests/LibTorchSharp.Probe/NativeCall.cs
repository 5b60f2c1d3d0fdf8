using System.Reflection;

namespace LibTorchSharp.Probe;

/// <summary>
/// One call of a C function through TorchSharp's declaration. This class supplies out parameters, and arrays that the function returns
/// through a callback.
/// </summary>
internal sealed class NativeCall
{
    private readonly ParameterInfo[] parameters;
    private readonly object?[] values;

    public NativeCall(string function, IReadOnlyList<object?> arguments)
    {
        Function = function;
        Method = NativeFunctions.Get(function);
        parameters = Method.GetParameters();
        values = new object?[parameters.Length];
        var next = 0;
        for (var i = 0; i < parameters.Length; i++)
        {
            var type = parameters[i].ParameterType;
            if (type.Name == "AllocatePinnedArray")
            {
                var array = new ReturnedArray(parameters[i].Name == "allocator2" ? ArrayKind.Strings : KindOf(function));
                Arrays.Add(array);
                values[i] = Delegate.CreateDelegate(type, array, nameof(ReturnedArray.Allocate));
            }
            else if (type.IsByRef)
            {
                values[i] = Activator.CreateInstance(type.GetElementType()!);
            }
            else
            {
                values[i] = next < arguments.Count
                    ? Convert(arguments[next], parameters[i])
                    : throw new ArgumentException(
                        $"{function} takes more than {arguments.Count} arguments: {parameters[i].Name} has none.");
                next++;
            }
        }
        if (next != arguments.Count)
            throw new ArgumentException($"{function} takes {next} arguments, not {arguments.Count}.");
    }

    public string Function { get; }

    public MethodInfo Method { get; }

    public List<ReturnedArray> Arrays { get; } = [];

    public object? Invoke() => Method.Invoke(null, BindingFlags.DoNotWrapExceptions, null, values, Text.Culture);

    /// <summary>The values of the out parameters, with their names.</summary>
    public IEnumerable<(string Name, object Value)> Outs =>
        parameters.Index().Where(entry => entry.Item.ParameterType.IsByRef).Select(entry => (entry.Item.Name!, values[entry.Index]!));

    /// <summary>The names of the parameters that the caller supplies.</summary>
    public static IReadOnlyList<string> SuppliedParameters(string function) =>
        [.. NativeFunctions.Get(function).GetParameters()
            .Where(parameter => !parameter.ParameterType.IsByRef && parameter.ParameterType.Name != "AllocatePinnedArray")
            .Select(parameter => parameter.Name!)];

    private static ArrayKind KindOf(string function) => function switch
    {
        "THSTensor_sizes" or "THSTensor_strides" => ArrayKind.Longs,
        "THSTensor_names" => ArrayKind.Strings,
        _ => ArrayKind.Tensors,
    };

    private static object? Convert(object? argument, ParameterInfo parameter)
    {
        var type = parameter.ParameterType;
        if (typeof(SafeHandle).IsAssignableFrom(type))
            return Borrow(type, (argument as Handle)?.Pointer ?? IntPtr.Zero);
        if (typeof(Delegate).IsAssignableFrom(type))
            return argument is Delegate callback && callback.GetType() != type
                ? Delegate.CreateDelegate(type, callback.Target, callback.Method)
                : argument;
        if (type.IsArray)
            return ((IEnumerable<Handle>)argument!).Select(handle => handle.Pointer).ToArray();
        if (type == typeof(IntPtr) || type.IsPointer)
            return argument is Handle handle ? handle.Pointer : argument is null ? IntPtr.Zero : (IntPtr)argument;
        if (argument is null or string)
            return type == typeof(string)
                ? argument
                : throw new ArgumentException($"{parameter.Member.Name} takes a number as {parameter.Name}.");
        if (type == typeof(bool) != argument is bool)
            throw new ArgumentException($"{parameter.Member.Name} takes a {type.Name} as {parameter.Name}, not {argument}.");
        return System.Convert.ChangeType(argument, type, Text.Culture);
    }

    /// <summary>Wraps a pointer as TorchSharp does, without transferring ownership.</summary>
    private static object Borrow(Type type, IntPtr pointer)
    {
        const BindingFlags any = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;
        var constructor = type.GetConstructors(any)
            .First(candidate => candidate.GetParameters() is [{ ParameterType: var first }, { ParameterType: var second }, ..]
                && first == typeof(IntPtr) && second == typeof(bool));
        var rest = constructor.GetParameters().Length - 2;
        return constructor.Invoke([pointer, false, .. new object?[rest]]);
    }
}

internal enum ArrayKind
{
    Tensors,
    Longs,
    Strings,
}

/// <summary>An array that a C function requests through TorchSharp's allocator callback, and fills.</summary>
internal sealed class ReturnedArray(ArrayKind kind) : IDisposable
{
    private IntPtr memory;

    public ArrayKind Kind => kind;

    public int Length { get; private set; }

    public unsafe IntPtr Allocate(IntPtr length)
    {
        Dispose();
        Length = checked((int)length);
        memory = (IntPtr)NativeMemory.AllocZeroed((nuint)Math.Max(1, Length), sizeof(long));
        return memory;
    }

    public IntPtr this[int index] => Marshal.ReadIntPtr(memory, index * sizeof(long));

    public unsafe void Dispose()
    {
        NativeMemory.Free((void*)memory);
        memory = 0;
    }
}
