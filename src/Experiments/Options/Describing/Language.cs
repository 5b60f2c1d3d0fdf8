namespace Experiments.Options.Describing;

/// <summary>Language of the documentation of rows and keys.</summary>
public enum Language
{
    English,

    /// <summary>Simplified Chinese. English texts replace missing translations.</summary>
    Chinese,
}
