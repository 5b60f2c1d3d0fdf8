namespace Experiments.Data;

/// <summary>Folders that are searched for data, and the device and precision of the data's tensors.</summary>
/// <param name="Roots">Folders in search order. Files with relative paths in a config are also searched in these folders.</param>
/// <param name="Precision">Number format of the inputs and of regression targets.</param>
public sealed record DataContext(IReadOnlyList<string> Roots, Device Device, ScalarType Precision);
