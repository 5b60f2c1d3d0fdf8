namespace Experiments.Training;

/// <summary>The place where a run first had a non-finite value.</summary>
/// <param name="Step">Number of the current update, counted from 1; for an evaluation, the number of the last update made.</param>
/// <param name="Found">The check that failed: <c>loss</c>, <c>gradient</c> or <c>evaluation</c>.</param>
/// <param name="Layer">Name of the first layer with a non-finite value; null if all layers were finite. Layers are in the order of the
/// forward pass; for gradients, in the order of the backward pass.</param>
/// <param name="Tensor">The non-finite tensor of the layer: a parameter's name such as <c>weight</c>, <c>output</c> or <c>gradient</c>.
/// <c>input</c> means the batch itself; <c>loss</c> means that every layer was finite.</param>
public sealed record NonFinite(long Step, string Found, string? Layer, string Tensor)
{
    public override string ToString()
    {
        var where = (Layer, Tensor) switch
        {
            (null, "input") => "the batch itself contains values that are not finite",
            (null, _) => "every layer's output is finite, but the loss is not",
            (_, "output") => $"the first layer whose output is not finite is '{Layer}'",
            (_, "gradient") => $"the first layer whose gradient is not finite, in backward order, is '{Layer}'",
            _ => $"the first layer with a parameter that is not finite is '{Layer}' ({Tensor})",
        };
        var when = Found == "evaluation"
            ? $"The evaluation after step {Step.ToString(CultureInfo.InvariantCulture)} gave a loss that is not finite"
            : $"At step {Step.ToString(CultureInfo.InvariantCulture)} the {Found} is not finite";
        return $"{when}: {where}.";
    }
}
