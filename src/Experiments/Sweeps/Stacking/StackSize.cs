using Experiments.Models;

namespace Experiments.Sweeps.Stacking;

/// <summary>The largest number of cells that train together: a number, or <c>auto</c> for what pays on the device.</summary>
public sealed record StackSize
{
    /// <summary>What a stack size can be, in words.</summary>
    public const string Expected = "auto or a whole number from 2 to 256 is expected; leave it out to train each cell alone";

    /// <summary>The smallest number.</summary>
    public const int Fewest = 2;

    /// <summary>The largest number.</summary>
    public const int Most = 256;

    // Measured on one core: an update of 8 small networks together is 1.4 to 1.6 times as fast as 8 updates, and more cells don't help.
    private const int OnCpu = 8;

    // There every update of a small network waits for kernel launches, which a stack makes once for all its cells.
    private const int OnCuda = 64;
    private const int ConvolutionsOnCuda = 16;

    // Weights, gradients, two moments, an average and what an update computes, four bytes each; GPUs have 8 GiB or more.
    private const long BytesOfParameter = 24;
    private const long BytesOnCuda = 4L << 30;

    private readonly int? _cells;

    private StackSize(int? cells) => _cells = cells;

    /// <summary>The size that pays on the device.</summary>
    public static StackSize Auto { get; } = new((int?)null);

    /// <summary>Returns null if the text is neither <c>auto</c> nor a number in range.</summary>
    public static StackSize? Parse(string text) =>
        text == "auto" ? Auto
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var cells) && cells is >= Fewest and <= Most
            ? new StackSize(cells)
            : null;

    /// <summary>Returns how many cells of a plan train together at most; 1 where stacking does not pay.</summary>
    public int For(CellPlan plan)
    {
        if (_cells is { } cells)
            return cells;
        var isConvolutional = plan.Config.Config.Model is not (SoftmaxRegression or Mlp);
        if (plan.Device == "cpu")
            return isConvolutional ? 1 : OnCpu;
        var fitting = BytesOnCuda / (BytesOfParameter * Math.Max(1, plan.Parameters));
        return (int)Math.Clamp(fitting, 1, isConvolutional ? ConvolutionsOnCuda : OnCuda);
    }

    /// <inheritdoc/>
    public override string ToString() => _cells?.ToString(CultureInfo.InvariantCulture) ?? "auto";
}
