namespace Experiments.Options.Reading;

/// <summary>A layer of a config: a file, or one <c>--set</c>.</summary>
/// <param name="Name">Name with which messages begin, such as <c>configs/mlp.json</c>, <c>--set optimizer.lr=0.1</c>.</param>
/// <param name="Order">Position in the order of reading. Messages are sorted by this position.</param>
internal sealed record Source(string Name, int Order);

/// <summary>The place at which a value was written.</summary>
/// <param name="Line">Line in the file, from 1; 0 for an argument of <c>--set</c>.</param>
/// <param name="Column">Column in UTF-16 code units, from 1.</param>
internal sealed record Origin(Source Source, int Line, int Column)
{
    /// <summary>Returns a text such as <c>configs/mlp.json:4:12</c>, as compilers and editors write positions.</summary>
    public override string ToString() =>
        Line == 0 ? Source.Name : string.Create(CultureInfo.InvariantCulture, $"{Source.Name}:{Line}:{Column}");
}
