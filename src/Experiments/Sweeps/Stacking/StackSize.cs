using Experiments.Models;
using Experiments.Sweeps.Launching;

namespace Experiments.Sweeps.Stacking;

/// <summary>The largest number of cells that train together: a number, or <c>auto</c> for what pays on the device.</summary>
public sealed record StackSize
{
    /// <summary>What a stack size can be, in words.</summary>
    public const string Expected = "auto or a whole number from 2 to 256 is expected";

    /// <summary>The smallest number.</summary>
    public const int Fewest = 2;

    /// <summary>The largest number.</summary>
    public const int Most = 256;

    // Measured on one core: the gain is small, and more than 8 cells do not add to it.
    private const int OnCpu = 8;

    // Not measured. Every update of a small network waits there for kernel launches, which linear layers of a stack share.
    private const int OnCuda = 64;

    // Weights, gradients, two moments, an average and what an update computes, four bytes each.
    private const long BytesOfParameter = 24;

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
        if (!IsLinear(plan))
            return 1;
        if (plan.Device == "cpu")
            return OnCpu;
        return (int)Math.Clamp(WorkersPerGpu.MemoryOfNetworks / (BytesOfParameter * Math.Max(1, plan.Parameters)), 1, OnCuda);
    }

    /// <summary>Whether a network is made of linear layers, which a stack computes at once; it computes convolutions cell by cell.
    /// </summary>
    public static bool IsLinear(CellPlan plan) => plan.Config.Config.Model is SoftmaxRegression or Mlp;

    /// <inheritdoc/>
    public override string ToString() => _cells?.ToString(CultureInfo.InvariantCulture) ?? "auto";
}
