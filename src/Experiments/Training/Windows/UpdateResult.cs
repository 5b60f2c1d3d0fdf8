namespace Experiments.Training;

/// <summary>The numbers of one update of a window, fetched from the device.</summary>
/// <param name="Found">Norm of all gradients before clipping.</param>
/// <param name="Norm">The reported norm: after clipping by value, before clipping by norm.</param>
internal readonly record struct UpdateResult(double Loss, double Found, double Norm)
{
    public bool IsFinite => double.IsFinite(Loss) && double.IsFinite(Found);
}
