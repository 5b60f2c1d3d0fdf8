namespace Experiments.Configuration;

/// <summary>A language that rows and keys are documented in.</summary>
public enum Language
{
    /// <summary>English, in which every row and key is documented.</summary>
    English,

    /// <summary>Simplified Chinese; a text that nobody has written yet is given in English.</summary>
    Chinese,
}
