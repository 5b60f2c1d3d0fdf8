namespace Experiments.Training;

/// <summary>Running statistics of the batch normalisation layers of all cells.</summary>
/// <param name="Mean">[cells, channels].</param>
/// <param name="Variance">[cells, channels].</param>
/// <param name="Batches">Number of batches that each cell's statistics contain, [cells].</param>
internal sealed record BatchNormStatistics(Tensor Mean, Tensor Variance, Tensor Batches)
{
    /// <summary>Normalises over the batch and all positions, as does the layer of a single cell in training mode, and updates the running
    /// statistics.</summary>
    /// <param name="input">[batch, cells · channels, …].</param>
    /// <param name="weight">[cells, channels].</param>
    /// <param name="bias">[cells, channels].</param>
    public Tensor Normalise(Tensor input, Tensor weight, Tensor bias, double momentum, double epsilon)
    {
        Batches.add_(1);
        // Copies the statistics for two reasons. The statistics of two cells may be far apart in memory, and the backward pass needs the
        // arguments of the forward pass unchanged.
        using var mean = Mean.clone().flatten();
        using var variance = Variance.clone().flatten();
        var output = functional.batch_norm(input, mean, variance, weight.flatten(), bias.flatten(), training: true, momentum, epsilon);
        Mean.copy_(mean.view(Mean.shape));
        Variance.copy_(variance.view(Variance.shape));
        return output;
    }
}
