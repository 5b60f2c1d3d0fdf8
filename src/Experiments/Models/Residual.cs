using static TorchSharp.torch;
using static TorchSharp.torch.nn;
using Modules = TorchSharp.Modules;

namespace Experiments.Models;

/// <summary>
/// A residual connection: <c>φ(shortcut(x) + scale · branch(x))</c>, where a missing shortcut is the identity and a missing φ too.
/// Parameters are named <c>scale</c> (where it is learned), <c>branch.*</c> and <c>shortcut.*</c>, in this order.
/// <see cref="Layers"/>, and with it the policies and the signal theory, know a residual network by this module.
/// He, Zhang, Ren and Sun, Deep Residual Learning for Image Recognition, 2016; a learned scale that starts at 0 is ReZero (Bachlechner et al. 2021).
/// </summary>
public sealed class Residual : Module<Tensor, Tensor>
{
    // The names of these fields are the names of the parameters: TorchSharp registers fields by name.
    private readonly Module<Tensor, Tensor> branch;
    private readonly Module<Tensor, Tensor>? shortcut;
    private readonly Module<Tensor, Tensor>? activation;
    private readonly Modules.Parameter? scale;

    /// <summary>Takes ownership of the parts.</summary>
    /// <param name="branch">What is added to the shortcut; it gives the shortcut's shape.</param>
    /// <param name="shortcut">What stands on the shortcut, such as a projection to other shapes; null for the identity.</param>
    /// <param name="afterActivation">What follows the addition; null for nothing.</param>
    /// <param name="branchScale">What the branch is multiplied with before the addition; finite.</param>
    /// <param name="learnsScale">Whether that number is a parameter, of shape [1], which starts there.</param>
    public Residual(Module<Tensor, Tensor> branch, Module<Tensor, Tensor>? shortcut = null, Module<Tensor, Tensor>? afterActivation = null, double branchScale = 1, bool learnsScale = false)
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

    /// <summary>What is added to the shortcut.</summary>
    public Module<Tensor, Tensor> Branch => branch;

    /// <summary>What stands on the shortcut; null for the identity.</summary>
    public Module<Tensor, Tensor>? Shortcut => shortcut;

    /// <summary>What follows the addition; null for nothing.</summary>
    public Module<Tensor, Tensor>? AfterActivation => activation;

    /// <summary>What the branch is multiplied with; where <see cref="LearnsScale"/>, at the start.</summary>
    public double BranchScale { get; }

    /// <summary>Whether the scale is a parameter.</summary>
    public bool LearnsScale => scale is not null;

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
