namespace Experiments.Models;

/// <summary>Adds one learned number, initially 0, to every value. Zhang, Dauphin and
/// Ma, Fixup Initialization, 2019, section 3.</summary>
public sealed class ScalarBias : Module<Tensor, Tensor>
{
    // TorchSharp registers fields by name, so the name of this field is the name of the parameter.
    private readonly Modules.Parameter bias = Parts.Scalar(0);

    public ScalarBias()
        : base("ScalarBias") => RegisterComponents();

    /// <inheritdoc/>
    public override Tensor forward(Tensor input) => input + bias;

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
            bias.Dispose();
        base.Dispose(disposing);
    }
}
