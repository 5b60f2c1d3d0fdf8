namespace Experiments.Models;

/// <summary>Adds one learned number, 0 at the start, to every value. Zhang, Dauphin and
/// Ma, Fixup Initialization, 2019, section 3.</summary>
public sealed class ScalarBias : Module<Tensor, Tensor>
{
    // The name of this field is the name of the parameter: TorchSharp registers fields by name.
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
