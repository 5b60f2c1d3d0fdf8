namespace Experiments.Data;

/// <summary>Folders to search for data, and the device and precision of its tensors.</summary>
/// <param name="Roots">Folders in search order; relative paths of a config are also searched there.</param>
/// <param name="Precision">Number format of the inputs and of regression targets.</param>
public sealed record DataContext(IReadOnlyList<string> Roots, Device Device, ScalarType Precision);
