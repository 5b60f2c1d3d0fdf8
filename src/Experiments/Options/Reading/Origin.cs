namespace Experiments.Options.Reading;

/// <summary>A layer of a config: a file, or one <c>--set</c>.</summary>
/// <param name="Name">Beginning of a message: <c>configs/mlp.json</c>, <c>--set optimizer.lr=0.1</c>.</param>
/// <param name="Order">Position in the order of reading; messages are sorted by it.</param>
internal sealed record Source(string Name, int Order);

/// <summary>Where a value was written.</summary>
/// <param name="Line">Line in the file, from 1; 0 if there are no lines.</param>
/// <param name="Column">Column in UTF-16 code units, from 1.</param>
internal sealed record Origin(Source Source, int Line, int Column)
{
    /// <summary><c>configs/mlp.json:4:12</c>, as compilers and editors write it.</summary>
    public override string ToString() =>
        Line == 0 ? Source.Name : string.Create(CultureInfo.InvariantCulture, $"{Source.Name}:{Line}:{Column}");
}
