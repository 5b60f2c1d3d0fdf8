using Experiments.Scripts;
using System.Numerics;

namespace Experiments.Initialization;

/// <summary>
/// ZerO, a deterministic scheme. A matrix with m outputs and n inputs is the identity if m = n and the first m rows of the identity if m
/// &lt; n. If m &gt; n, it is the upper left corner of the Hadamard matrix of order p, the least power of 2 with p ≥ m, divided by √p, so
/// that all inputs reach all units. If m = p, the columns are orthonormal. A convolution has this matrix at the centre of its kernel, in
/// each group, and is 0 elsewhere.
/// J. Zhao, F. Schäfer and A. Anandkumar, ZerO initialization: initializing neural networks with only zeros and ones, 2022,
/// algorithms 1 and 2. (The factor is that of the authors' code.)
/// </summary>
public sealed record ZeroHadamardScheme : Scheme
{
    /// <inheritdoc/>
    public override string? Objection(InitTarget target)
    {
        if (!target.IsMatrix || target.Shape.Count is < 2 or > 5)
            return "fills only weights of linear and convolution layers; set init.bias to zeros for the biases of ZerO";
        return target.Layer.IsTransposed ? "is not defined for a transposed convolution" : null;
    }

    /// <inheritdoc/>
    public override WeightLaw? Law(InitTarget target)
    {
        var (outputs, inputs) = (OutputsOf(target), target.Shape[1]);
        var entries = (double)outputs * inputs * Positions(target);
        var mean = Sum(outputs, inputs) / entries;
        // A partial identity has as many ones as outputs. All entries of a Hadamard matrix have the same square.
        var square = (outputs <= inputs ? outputs : outputs * inputs / (double)Order(outputs)) / entries;
        return new WeightLaw(mean, Math.Sqrt(Math.Max(0, square - (mean * mean)))) { Entries = EntryKind.Fixed };
    }

    /// <inheritdoc/>
    public override PyText? PyTorch(InitTarget target, string tensor) => new(
        Py.Call("zero_hadamard_", [tensor, .. target.Layer.Groups == 1 ? [] : new[] { $"groups={Py.Number(target.Layer.Groups)}" }]),
        Definition);

    /// <inheritdoc/>
    public override void Fill(Tensor tensor, InitTarget target, Generator generator)
    {
        tensor.zero_();
        var values = MemoryMarshal.Cast<byte, float>(tensor.bytes);
        var (outputs, inputs, positions) = (OutputsOf(target), target.Shape[1], Positions(target));
        var centre = target.Shape.Skip(2).Aggregate(0L, (index, size) => (index * size) + (size / 2));
        for (var row = 0L; row < target.Shape[0]; row++)
        {
            for (var column = 0L; column < inputs; column++)
                values[(int)((((row * inputs) + column) * positions) + centre)] = (float)Entry(row % outputs, column, outputs, inputs);
        }
    }

    private const string Definition = """
        def zero_hadamard_(weight, groups=1):
            # ZerO (Zhao et al. 2022): the identity, or part of a scaled Hadamard matrix, at the kernel's centre.
            outputs, inputs = weight.shape[0] // groups, weight.shape[1]
            if outputs <= inputs:
                matrix = torch.eye(outputs, inputs)
            else:
                matrix = torch.ones(1, 1, dtype=torch.float64)
                while len(matrix) < outputs:
                    matrix = torch.cat([torch.cat([matrix, matrix], 1), torch.cat([matrix, -matrix], 1)])
                matrix = matrix[:outputs, :inputs] / math.sqrt(len(matrix))
            nn.init.zeros_(weight)
            centre = weight[:, :, weight.shape[2] // 2, weight.shape[3] // 2] if weight.dim() == 4 else weight
            centre.copy_(matrix.repeat(groups, 1))
        """;

    private static long OutputsOf(InitTarget target) => target.Shape[0] / target.Layer.Groups;

    private static long Positions(InitTarget target) => target.Shape.Skip(2).Aggregate(1L, (product, size) => product * size);

    private static double Sum(long outputs, long inputs)
    {
        if (outputs <= inputs)
            return outputs;
        var signs = 0L;
        for (var row = 0L; row < outputs; row++)
        {
            for (var column = 0L; column < inputs; column++)
                signs += Sign(row, column);
        }
        return signs / Math.Sqrt(Order(outputs));
    }

    private static double Entry(long row, long column, long outputs, long inputs)
    {
        if (outputs <= inputs)
            return row == column ? 1 : 0;
        return Sign(row, column) / Math.Sqrt(Order(outputs));
    }

    // Sylvester's Hadamard matrix: the sign is the parity of the binary digits that row and column have in common.
    private static int Sign(long row, long column) => BitOperations.PopCount((ulong)(row & column)) % 2 == 0 ? 1 : -1;

    private static long Order(long outputs) => (long)BitOperations.RoundUpToPowerOf2((ulong)outputs);
}
