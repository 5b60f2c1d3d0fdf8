namespace Experiments.Models;

/// <summary>Multiplies every value by one learned number, initially 1. Zhang, Dauphin and
/// Ma, Fixup Initialization, 2019, section 3.</summary>
public sealed class ScalarMultiplier : Module<Tensor, Tensor>
{
    // TorchSharp registers fields by name, so the name of this field is the name of the parameter.
    private readonly Modules.Parameter scale = Parts.Scalar(1);

    public ScalarMultiplier()
        : base("ScalarMultiplier") => RegisterComponents();

    /// <inheritdoc/>
    public override Tensor forward(Tensor input) => input * scale;

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
            scale.Dispose();
        base.Dispose(disposing);
    }
}
