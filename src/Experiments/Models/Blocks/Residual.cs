namespace Experiments.Models;

/// <summary>
/// A residual connection: <c>φ(shortcut(x) + scale · branch(x))</c>, where the shortcut and φ are optional; the identity replaces them if
/// they are missing. Parameters are named <c>scale</c> (if it is learned), <c>branch.*</c> and <c>shortcut.*</c>, in this order.
/// <see cref="Layers"/> recognises residual networks by this module; policies and signal theory depend on it. He, Zhang, Ren and Sun, Deep
/// Residual Learning for Image Recognition, 2016; a learned scale that starts at 0 is ReZero (Bachlechner et al. 2021).
/// </summary>
public sealed class Residual : Module<Tensor, Tensor>
{
    // TorchSharp registers fields by name, so the names of these fields are the names of the parameters.
    private readonly Module<Tensor, Tensor> branch;
    private readonly Module<Tensor, Tensor>? shortcut;
    private readonly Module<Tensor, Tensor>? activation;
    private readonly Modules.Parameter? scale;

    /// <summary>Creates the connection, which takes ownership of the given modules.</summary>
    /// <param name="branch">Module whose output is added to the shortcut's output of the same shape.</param>
    /// <param name="shortcut">Module on the shortcut, such as a projection to other shapes; null for the identity.</param>
    /// <param name="afterActivation">Module after the addition; null if no module follows.</param>
    /// <param name="branchScale">Factor on the branch before the addition; finite.</param>
    /// <param name="learnsScale">Whether the factor is a learned parameter of shape [1] with the initial value
    /// <paramref name="branchScale"/>.</param>
    public Residual(Module<Tensor, Tensor> branch, Module<Tensor, Tensor>? shortcut = null, Module<Tensor, Tensor>? afterActivation = null,
        double branchScale = 1, bool learnsScale = false)
        : base("residual")
    {
        this.branch = branch;
        this.shortcut = shortcut;
        activation = afterActivation;
        BranchScale = branchScale;
        if (learnsScale)
            scale = Parts.Scalar(branchScale);
        RegisterComponents();
    }

    public Module<Tensor, Tensor> Branch => branch;

    /// <summary>Module on the shortcut; null for the identity.</summary>
    public Module<Tensor, Tensor>? Shortcut => shortcut;

    /// <summary>Module after the addition; null if no module follows.</summary>
    public Module<Tensor, Tensor>? AfterActivation => activation;

    /// <summary>Factor on the branch. If <see cref="LearnsScale"/> is true, this is the initial value of the factor.</summary>
    public double BranchScale { get; }

    public bool LearnsScale => scale is not null;

    /// <summary>The learned factor on the branch; null if the factor is not learned.</summary>
    internal Modules.Parameter? Scale => scale;

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        var straight = shortcut is null ? input : shortcut.call(input);
        var sum = straight + Scaled(branch.call(input));
        return scope.MoveToOuter(activation is null ? sum : activation.call(sum));
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            branch.Dispose();
            shortcut?.Dispose();
            activation?.Dispose();
            scale?.Dispose();
        }
        base.Dispose(disposing);
    }

    private Tensor Scaled(Tensor signal)
    {
        if (scale is not null)
            return signal * scale;
        return BranchScale == 1 ? signal : signal * BranchScale;
    }
}
