namespace Experiments.Options.Describing;

/// <summary>Language in which rows and keys are documented.</summary>
public enum Language
{
    English,

    /// <summary>Simplified Chinese; a missing text falls back to English.</summary>
    Chinese,
}
