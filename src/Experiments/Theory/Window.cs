namespace Experiments.Theory;

/// <summary>The taps of a convolution or a pool, vertically and horizontally; padding is with zeros.</summary>
/// <param name="Vertical">Along the height.</param>
/// <param name="Horizontal">Along the width.</param>
public sealed record Window(Taps Vertical, Taps Horizontal)
{
    /// <summary>How many taps there are.</summary>
    public int Area => Vertical.Size * Horizontal.Size;

    /// <summary>The sum over the taps about each output position, [height out · width out], of a map [height · width]; taps in the padding count 0.</summary>
    public double[] Sum(ReadOnlySpan<double> map, int height, int width)
    {
        var (rows, columns) = (Vertical.Outputs(height), Horizontal.Outputs(width));
        var across = new double[height * columns];
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < columns; x++)
            {
                foreach (var from in Horizontal.Inputs(x, width))
                    across[(y * columns) + x] += map[(y * width) + from];
            }
        }

        var sum = new double[rows * columns];
        for (var y = 0; y < rows; y++)
        {
            foreach (var from in Vertical.Inputs(y, height))
            {
                for (var x = 0; x < columns; x++)
                    sum[(y * columns) + x] += across[(from * columns) + x];
            }
        }
        return sum;
    }

    /// <summary>The way back of <see cref="Sum"/>: each input position gets the sum over the output positions that it is a tap of.</summary>
    public double[] SumBack(ReadOnlySpan<double> map, int height, int width)
    {
        var (rows, columns) = (Vertical.Outputs(height), Horizontal.Outputs(width));
        var across = new double[height * columns];
        for (var y = 0; y < rows; y++)
        {
            foreach (var to in Vertical.Inputs(y, height))
            {
                for (var x = 0; x < columns; x++)
                    across[(to * columns) + x] += map[(y * columns) + x];
            }
        }

        var sum = new double[height * width];
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < columns; x++)
            {
                foreach (var to in Horizontal.Inputs(x, width))
                    sum[(y * width) + to] += across[(y * columns) + x];
            }
        }
        return sum;
    }
}
