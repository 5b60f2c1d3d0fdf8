namespace Experiments.Training;

public static class ModelState
{
    /// <summary>
    /// Returns the parameters, then the persistent buffers, under the names of PyTorch's <c>state_dict</c>. The returned tensors are not
    /// copies.
    /// </summary>
    public static IEnumerable<(string Name, Tensor Value)> Of(Module model)
    {
        foreach (var (name, parameter) in model.named_parameters(recurse: true))
            yield return (name, parameter);
        foreach (var (name, buffer) in model.named_buffers(recurse: true, include_nonpersistent: false))
            yield return (name, buffer);
    }
}
