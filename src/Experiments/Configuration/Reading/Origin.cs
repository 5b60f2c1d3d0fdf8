using System.Globalization;

namespace Experiments.Configuration.Reading;

/// <summary>A layer of a config: a file, or one <c>--set</c>.</summary>
/// <param name="Name">As a sentence begins with it: <c>configs/mlp.json</c>, <c>--set optimizer.lr=0.1</c>.</param>
/// <param name="Order">Its place in the order of reading, which is the order of the sentences.</param>
internal sealed record Source(string Name, int Order);

/// <summary>Where a value was written.</summary>
/// <param name="Source">The layer.</param>
/// <param name="Line">Line in the file, from 1; 0 where there are no lines to speak of.</param>
/// <param name="Column">Column in UTF-16 code units, from 1.</param>
internal sealed record Origin(Source Source, int Line, int Column)
{
    /// <summary><c>configs/mlp.json:4:12</c>, as compilers and editors write it.</summary>
    public override string ToString() =>
        Line == 0 ? Source.Name : string.Create(CultureInfo.InvariantCulture, $"{Source.Name}:{Line}:{Column}");
}
