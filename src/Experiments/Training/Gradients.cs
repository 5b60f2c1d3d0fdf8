using Experiments.Native;

namespace Experiments.Training;

public static class Gradients
{
    // clip_grad_norm_ adds this constant to the norm before dividing.
    private const double ClipEpsilon = 1e-6;

    private static readonly Lazy<NormsFunction?> s_native =
        new(() => TorchLibrary.Loaded is { } torch ? NormsFunction.Of(torch) : null);

    /// <summary>Returns the Euclidean norm of each gradient, stacked: [number of gradients].</summary>
    public static Tensor Norms(IReadOnlyList<Tensor> gradients)
    {
        if (s_native.Value is { } native && gradients.Count > 0)
            return native.Call(gradients, byRow: false);
        var norms = new Tensor[gradients.Count];
        for (var i = 0; i < norms.Length; i++)
            norms[i] = gradients[i].norm(2.0f);
        return stack(norms, 0);
    }

    /// <summary>Returns the Euclidean norm of each row of each matrix: [rows, number of matrices].</summary>
    public static Tensor NormsOfRows(IReadOnlyCollection<Tensor> matrices) =>
        s_native.Value is { } native && matrices.Count > 0
            ? native.Call(matrices, byRow: true)
            : stack([.. matrices.Select(rows => rows.norm(1, keepdim: false, 2.0f))], 1);

    /// <summary>
    /// Scales all gradients so that their total norm is at most <paramref name="maxNorm"/>, as <c>torch.nn.utils.clip_grad_norm_</c> does:
    /// by min(1, maxNorm / (norm + 1e-6)), in the gradients' own precision.
    /// </summary>
    public static void ClipNorm(IEnumerable<Tensor> gradients, double norm, double maxNorm)
    {
        UpdatePhases.Enter(UpdatePhase.Clip);
        foreach (var gradient in gradients)
        {
            var factor = gradient.dtype == ScalarType.Float64
                ? 1 / (norm + ClipEpsilon) * maxNorm
                : 1f / ((float)norm + (float)ClipEpsilon) * (float)maxNorm;
            if (!(factor < 1))
                continue;
            using Scalar scale = factor;
            gradient.mul_(scale);
        }
    }

    /// <summary>
    /// Scales the gradients by a norm that is on the device (a tensor without dimensions). For a finite norm, the scaled gradients have the
    /// same bits as with a norm on the host.
    /// </summary>
    public static void ClipNorm(IEnumerable<Tensor> gradients, Tensor norm, double maxNorm)
    {
        UpdatePhases.Enter(UpdatePhase.Clip);
        using Scalar epsilon = ClipEpsilon;
        using Scalar most = maxNorm;
        using Scalar one = 1.0;
        var factor = norm.add(epsilon).reciprocal_().mul_(most).clamp_max_(one);
        foreach (var gradient in gradients)
            gradient.mul_(factor);
    }

    /// <summary>Clamps every element of the gradients to ±<paramref name="limit"/>,
    /// as <c>torch.nn.utils.clip_grad_value_</c> does.</summary>
    public static void ClipValue(IEnumerable<Tensor> gradients, double limit)
    {
        UpdatePhases.Enter(UpdatePhase.Clip);
        using Scalar least = -limit;
        using Scalar most = limit;
        foreach (var gradient in gradients)
            gradient.clamp_(least, most);
    }
}
