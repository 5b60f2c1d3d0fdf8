namespace LibTorchSharp.Probe;

/// <summary>Formats tensors and scalars: data type, shape, flags and every value.</summary>
internal static class TensorText
{
    public static string Describe(Handle tensor)
    {
        if (tensor.Pointer == 0)
            return "null";
        var code = Convert.ToInt32(Raw.Call("THSTensor_type", tensor), Text.Culture);
        var sizes = Raw.Longs("THSTensor_sizes", tensor);
        Raw.Check();
        if (DataType.FromCode(code) is not { } type)
            return $"type{code} [{string.Join(',', sizes)}]";
        var text = new StringBuilder($"{type.Name} [{string.Join(',', sizes)}]");
        text.Append((bool)Raw.Call("THSTensor_requires_grad", tensor)! ? " grad" : "");
        if (NativeLoader.Exports("THSTensor_is_sparse") && (bool)Raw.Call("THSTensor_is_sparse", tensor)!)
            return text.Append(" sparse").ToString();
        text.Append((bool)Raw.Call("THSTensor_is_contiguous", tensor)! ? "" : " strided");
        var contiguous = new Handle(Raw.Pointer("THSTensor_contiguous", tensor), Kind.Tensor);
        Raw.Check();
        var data = Raw.Pointer("THSTensor_data", contiguous);
        var count = sizes.Aggregate(1L, (product, size) => product * size);
        for (var i = 0; i < count; i++)
            text.Append(' ').Append(type.Read(data + (nint)i * type.Size));
        Raw.Call("THSTensor_dispose", contiguous);
        return text.ToString();
    }

    /// <summary>Returns the part before the values.</summary>
    public static string WithoutValues(string text) =>
        text.Contains('[', StringComparison.Ordinal)
            ? string.Join(' ', text.Split(' ').TakeWhile((word, i) => i < 2 || char.IsAsciiLetterLower(word[0])))
            : text;
}

internal static class ScalarText
{
    /// <summary>Formats a scalar as a 0-dimensional complex tensor with the scalar's value, and adds the code of the scalar's
    /// type.</summary>
    public static string Describe(Handle scalar)
    {
        if (scalar.Pointer == 0)
            return "null";
        using var session = new Session();
        var tensor = session.Make(new TensorValue(DataType.Complex128, [], [0, 0]));
        Raw.Call("THSTensor_fill_", tensor, scalar);
        Raw.LastError();
        return $"Scalar{Raw.Call("THSTorch_scalar_type", scalar)} {TensorText.Describe(tensor)}";
    }
}
