namespace Experiments.Options.Describing;

/// <summary>A language of the documentation of rows and keys.</summary>
public enum Language
{
    English,

    /// <summary>Simplified Chinese; a missing text falls back to English.</summary>
    Chinese,
}
