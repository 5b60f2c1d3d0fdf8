namespace Experiments.Options;

/// <summary>A registry without its type parameter. The config reader, the schema and the documentation enumerate registries through this
/// interface.</summary>
public interface IRegistry
{
    /// <summary>Singular noun for a row, such as <c>model</c> or <c>scheme</c>.</summary>
    string Noun { get; }

    /// <summary>Key whose value chooses the row: <c>kind</c> or <c>scheme</c>.</summary>
    string Discriminator { get; }

    /// <summary>Options type from which every row's type derives.</summary>
    Type BaseType { get; }

    /// <summary>Rows, in the order of the documentation.</summary>
    IReadOnlyList<RegistryRow> Rows { get; }
}
