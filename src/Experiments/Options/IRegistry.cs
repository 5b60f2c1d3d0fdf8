namespace Experiments.Options;

/// <summary>A registry without its options type, as the reader, the schema and the documentation enumerate it.</summary>
public interface IRegistry
{
    /// <summary>Singular noun for the rows, such as <c>model</c> or <c>scheme</c>.</summary>
    string Noun { get; }

    /// <summary>Key whose value chooses the row: <c>kind</c> or <c>scheme</c>.</summary>
    string Discriminator { get; }

    /// <summary>Options type from which every row's type derives.</summary>
    Type BaseType { get; }

    /// <summary>In the order in which people should read them.</summary>
    IReadOnlyList<RegistryRow> Rows { get; }
}
