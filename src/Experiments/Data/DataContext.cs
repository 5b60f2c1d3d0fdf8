using static TorchSharp.torch;

namespace Experiments.Data;

/// <summary>Where data is looked for and where its tensors go.</summary>
/// <param name="Roots">Folders in the order in which they are searched; a relative path of a config is looked up in them too.</param>
/// <param name="Device">Where each split's tensors live.</param>
/// <param name="Precision">Number format of the inputs and of regression targets.</param>
public sealed record DataContext(IReadOnlyList<string> Roots, Device Device, ScalarType Precision);
