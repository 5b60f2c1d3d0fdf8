using Experiments.Models;
using Experiments.Sweeps.Launching;

namespace Experiments.Sweeps.Stacking;

/// <summary>The largest number of cells that train together: a number, or <c>auto</c> for the size that suits the device.</summary>
public sealed record StackSize
{
    /// <summary>Describes the allowed values.</summary>
    public const string Expected = "auto or a whole number from 2 to 256 is expected";

    /// <summary>The smallest allowed number.</summary>
    public const int Fewest = 2;

    /// <summary>The largest allowed number.</summary>
    public const int Most = 256;

    // Measured on one core: the gain in speed is small, and more than 8 cells do not increase the gain.
    private const int OnCpu = 8;

    // The best size on CUDA has not been measured. There, the updates of small networks wait for kernel launches, and one launch computes
    // the linear layers of a whole stack.
    private const int OnCuda = 64;

    // Bytes per parameter: four each for weights, gradients, two moments, an average, and temporary results of an update.
    private const long BytesOfParameter = 24;

    private readonly int? _cells;

    private StackSize(int? cells) => _cells = cells;

    /// <summary>The size that suits the device.</summary>
    public static StackSize Auto { get; } = new((int?)null);

    /// <summary>Parses a size; returns null if the text is neither <c>auto</c> nor a number in range.</summary>
    public static StackSize? Parse(string text) =>
        text == "auto" ? Auto
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var cells) && cells is >= Fewest and <= Most
            ? new StackSize(cells)
            : null;

    /// <summary>Returns the largest number of cells of a plan that train together; 1 if stacking makes training no faster.</summary>
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

    /// <summary>Whether the network consists of linear layers. On the CPU, a stack computes convolutions cell by cell: one grouped
    /// convolution of all cells took 2.3 to 3.7 times as long. On CUDA a stack computes grouped convolutions, whose gain has not been
    /// measured.</summary>
    public static bool IsLinear(CellPlan plan) => plan.Config.Config.Model is SoftmaxRegression or Mlp;

    /// <inheritdoc/>
    public override string ToString() => _cells?.ToString(CultureInfo.InvariantCulture) ?? "auto";
}
