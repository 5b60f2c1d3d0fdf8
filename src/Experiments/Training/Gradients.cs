using TorchSharp.Modules;

namespace Experiments.Training;

public static class Gradients
{
    // PyTorch's clip_grad_norm_ adds this to the norm before it divides.
    private const double ClipEpsilon = 1e-6;

    /// <summary>Euclidean norm of each gradient, stacked: [number of gradients that are not null].</summary>
    public static Tensor Norms(IEnumerable<Tensor?> gradients)
    {
        var norms = new List<Tensor>();
        foreach (var gradient in gradients)
        {
            if (gradient is not null)
                norms.Add(gradient.norm(2.0f));
        }

        return stack(norms, 0);
    }

    /// <summary>
    /// Scales all gradients so that their norm together is at most <paramref name="maxNorm"/>, as
    /// <c>torch.nn.utils.clip_grad_norm_</c> does: by min(1, maxNorm / (norm + 1e-6)), in the gradients' own precision.
    /// </summary>
    public static void ClipNorm(IEnumerable<Parameter> parameters, double norm, double maxNorm, ScalarType precision)
    {
        var factor = precision == ScalarType.Float64
            ? 1 / (norm + ClipEpsilon) * maxNorm
            : 1f / ((float)norm + (float)ClipEpsilon) * (float)maxNorm;
        if (factor >= 1)
            return;
        using var noGradients = no_grad();
        foreach (var parameter in parameters)
            parameter.grad?.mul_(factor);
    }

    /// <summary>Clamps every element of the gradients to ±<paramref name="limit"/>,
    /// as <c>torch.nn.utils.clip_grad_value_</c> does.</summary>
    public static void ClipValue(IEnumerable<Parameter> parameters, double limit)
    {
        using var noGradients = no_grad();
        foreach (var parameter in parameters)
            parameter.grad?.clamp_(-limit, limit);
    }
}
