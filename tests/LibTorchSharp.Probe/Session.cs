namespace LibTorchSharp.Probe;

/// <summary>Runs one case: creates its arguments, calls its functions, records every result and frees everything.</summary>
public sealed class Session : IDisposable
{
    private static readonly HashSet<string> Disposers =
        [.. Enum.GetValues<Kind>().Select(kind => new Handle(0, kind).Disposer).OfType<string>()];

    // C functions that return nothing, although TorchSharp declares a result. TorchSharp never reads this result.
    private static readonly HashSet<string> ReturnsNothing = ["THSTensor_chunk", "THSTensor_copy_", "THSTensor_meshgrid", "THSTensor_mode",
        "THSTensor_save", "THSTensor_sizes", "THSTensor_strides"];

    private readonly Dictionary<IntPtr, Handle> owned = [];
    private readonly Stack<Action> releases = new();
    private readonly List<object> alive = [];
    private int calls;

    /// <summary>The observations, in order. Entries whose name starts with # are notes and are not compared.</summary>
    public List<(string Slot, string Text)> Observations { get; } = [];

    public HashSet<string> Called { get; } = [];

    public bool LastCallFailed { get; private set; }

    /// <summary>Mutation that changes the arguments of the calls, or only reads them.</summary>
    internal Mutation? Mutation { get; init; }

    /// <summary>Whether to record only data types and shapes, for results with uninitialised memory.</summary>
    public bool ShapesOnly { get; set; }

    /// <summary>Text that is removed from recorded results: a minus sign or a note of the layout.</summary>
    public string? Without { get; set; }

    /// <summary>Calls a C function and records its result, the arguments that it changed, and whether it failed.</summary>
    public CallResult Call(string function, params object?[] arguments)
    {
        arguments = Mutation?.Apply(function, arguments) ?? arguments;
        var expanded = arguments.SelectMany(argument => argument is Value value ? value.Expand(this) : [argument]).ToList();
        var tensors = expanded.OfType<Handle>()
            .Where(handle => handle.Kind == Kind.Tensor && handle.Pointer != 0 && !Disposers.Contains(function)).Distinct().ToList();
        var texts = tensors.ConvertAll(TensorText.Describe);
        var call = new NativeCall(function, expanded);
        alive.Add(call);
        Called.Add(function);
        var prefix = $"{++calls}.{function[(function.IndexOf('_', StringComparison.Ordinal) + 1)..]}";

        var returned = call.Invoke();
        var error = Raw.LastError();
        LastCallFailed = error is not null;
        if (error is not null)
        {
            Observations.Add(($"{prefix}.error", "reported"));
            Observations.Add(($"#{prefix}.error", error.Split('\n')[0]));
        }
        if (Disposers.Contains(function) && expanded is [Handle gone, ..])
            owned.Remove(gone.Pointer);
        for (var i = 0; i < tensors.Count; i++)
        {
            var now = TensorText.Describe(tensors[i]);
            if (now != texts[i])
                Observe($"{prefix}.argument{i}", now);
        }
        return Collect(call, prefix, returned);
    }

    public void Observe(string slot, string text)
    {
        text = ShapesOnly ? TensorText.WithoutValues(text) : text;
        Observations.Add((slot, Without is null ? text : text.Replace(Without, Without == " -" ? " " : "", StringComparison.Ordinal)));
    }

    /// <summary>Creates the native object that a recipe describes.</summary>
    public Handle Make(Value value) => (Handle)value.Expand(this).Single()!;

    internal Handle Own(IntPtr pointer, Kind kind)
    {
        var handle = new Handle(pointer, kind);
        if (pointer != 0 && handle.Disposer is not null)
            owned[pointer] = handle;
        return handle;
    }

    internal void AtEnd(Action release) => releases.Push(release);

    public void Dispose()
    {
        foreach (var handle in owned.Values.Reverse())
            Raw.Call(handle.Disposer!, handle);
        owned.Clear();
        while (releases.TryPop(out var release))
            release();
        Raw.LastError();
        GC.KeepAlive(alive);
    }

    private CallResult Collect(NativeCall call, string prefix, object? returned)
    {
        var handles = new List<Handle>();
        if (returned is SafeHandle safe)
        {
            returned = safe.DangerousGetHandle();
            safe.SetHandleAsInvalid();
        }
        if (ReturnsNothing.Contains(call.Function))
            returned = null;
        if (returned is IntPtr pointer)
            handles.Add(Keep($"{prefix}.result", pointer, Handle.ReturnedBy(call.Function)));
        else if (returned is not null && returned.GetType().IsPrimitive | returned is string)
            Observe($"{prefix}.result", $"{TypeName(returned)} {Text.Of(returned)}");
        foreach (var (name, value) in call.Outs)
        {
            if (value is IntPtr @out)
                handles.Add(Keep($"{prefix}.{name}", @out, name == "pBoxedModule" ? Kind.AnyModule : Kind.Tensor));
            else
                Observe($"{prefix}.{name}", $"{TypeName(value)} {Text.Of(value)}");
        }
        foreach (var (number, array) in call.Arrays.Index())
        {
            using (array)
            {
                for (var i = 0; i < array.Length; i++)
                {
                    var slot = $"{prefix}.array{number}[{i}]";
                    if (array.Kind == ArrayKind.Tensors)
                        handles.Add(Keep(slot, array[i], Kind.Tensor));
                    else
                        Observe(slot, array.Kind == ArrayKind.Longs ? $"int64 {array[i]}" : $"text {Marshal.PtrToStringUTF8(array[i])}");
                }
            }
        }
        return new CallResult(returned, handles);
    }

    private Handle Keep(string slot, IntPtr pointer, Kind kind)
    {
        var handle = Own(pointer, kind);
        switch (kind)
        {
            case Kind.Tensor:
                Observe(slot, TensorText.Describe(handle));
                break;
            case Kind.Scalar:
                Observe(slot, ScalarText.Describe(handle));
                break;
            default:
                Observe(slot, pointer == 0 ? "null" : kind == Kind.Address ? "address" : kind.ToString());
                break;
        }
        return handle;
    }

    private static string TypeName(object value) => value switch
    {
        float => "float32",
        double => "float64",
        _ => value.GetType().Name,
    };
}

/// <summary>Results of a call: the plain value, then the handles of its result, its out parameters and its arrays.</summary>
public sealed record CallResult(object? Value, IReadOnlyList<Handle> Handles)
{
    public Handle this[int index] => Handles[index];

    /// <summary>The first handle, the result of most functions.</summary>
    public static implicit operator Handle(CallResult result) => result.Handles[0];
}
