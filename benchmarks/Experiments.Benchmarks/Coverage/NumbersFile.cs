using System.Globalization;

namespace Experiments.Benchmarks.Coverage;

/// <summary>Writes every predicted and measured number of a grid to a CSV file, one line for each number and seed.</summary>
internal sealed class NumbersFile(TextWriter writer) : IDisposable
{
    public static NumbersFile Create(string path)
    {
        var file = new NumbersFile(new StreamWriter(path));
        file.Line("network", "family", "activation", "layer", "quantity", "seed", "measured", "predicted", "low", "high", "deviation",
            "error", "scale");
        return file;
    }

    public void Write(NetworkCoverage one)
    {
        var activation = one.Network.ActivationName;
        foreach (var number in one.Numbers)
        {
            for (var seed = 0; seed < number.Measured.Count; seed++)
            {
                var predicted = number.Predicted[seed];
                Line(one.Index, one.Network.Family, activation, number.Layer, number.Quantity, seed, number.Measured[seed],
                    predicted?.Value, predicted?.Low, predicted?.High, predicted?.Deviation, predicted?.Error, number.Scales[seed]);
            }
        }
        writer.Flush();
    }

    public void Dispose() => writer.Dispose();

    private void Line(params object?[] cells) =>
        writer.WriteLine(string.Join(',', cells.Select(cell => Convert.ToString(cell, CultureInfo.InvariantCulture))));
}
