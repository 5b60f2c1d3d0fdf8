namespace Experiments.Configuration;

/// <summary>The rows of one noun, without its type: what the reader, the schema and the documentation enumerate.</summary>
public interface IRegistry
{
    /// <summary>What the rows are, in one word: <c>model</c>, <c>scheme</c>.</summary>
    string Noun { get; }

    /// <summary>The key whose value chooses the row: <c>kind</c> or <c>scheme</c>.</summary>
    string Discriminator { get; }

    /// <summary>The options type that every row's type derives from.</summary>
    Type BaseType { get; }

    /// <summary>The rows, in the order in which people should read them.</summary>
    IReadOnlyList<RegistryRow> Rows { get; }
}
