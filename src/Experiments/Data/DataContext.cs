namespace Experiments.Data;

/// <summary>Where to look for data and where to put its tensors.</summary>
/// <param name="Roots">Folders in search order; a relative path of a config is looked up in them too.</param>
/// <param name="Precision">Number format of the inputs and of regression targets.</param>
public sealed record DataContext(IReadOnlyList<string> Roots, Device Device, ScalarType Precision);
