namespace LibTorchSharp.Probe;

/// <summary>The type of object that a native pointer points to.</summary>
public enum Kind
{
    Tensor,
    Scalar,
    Generator,
    Module,
    AnyModule,
    InferenceGuard,
    Address,
}

/// <summary>A native object owned by a session.</summary>
public sealed record Handle(IntPtr Pointer, Kind Kind)
{
    /// <summary>The C function that frees the object; null if the object must not be freed.</summary>
    internal string? Disposer => Kind switch
    {
        Kind.Tensor => "THSTensor_dispose",
        Kind.Scalar => "THSTorch_dispose_scalar",
        Kind.Generator => "THSGenerator_dispose",
        Kind.Module => "THSNN_Module_dispose",
        Kind.AnyModule => "THSNN_AnyModule_dispose",
        Kind.InferenceGuard => "THSAutograd_deleteInferenceModeGuard",
        _ => null,
    };

    /// <summary>Returns the kind of object that a function returns.</summary>
    internal static Kind ReturnedBy(string function) => function switch
    {
        "THSTensor_item" => Kind.Scalar,
        "THSGenerator_default_generator" or "THSGenerator_new" or "THSGenerator_manual_seed" => Kind.Generator,
        "THSAutograd_getInferenceModeGuard" => Kind.InferenceGuard,
        "THSNN_custom_module" => Kind.Module,
        "THSStorage_data_ptr" or "THSTensor_data" => Kind.Address,
        _ when function.EndsWith("_to_scalar", StringComparison.Ordinal) => Kind.Scalar,
        _ when function.StartsWith("THSNN_", StringComparison.Ordinal) && (function.EndsWith("_ctor", StringComparison.Ordinal)
            || function.EndsWith("_from_pretrained", StringComparison.Ordinal) || function == "THSNN_Module_load") => Kind.Module,
        _ => Kind.Tensor,
    };
}
