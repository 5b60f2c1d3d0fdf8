namespace Experiments.Studies.Running;

public enum StudyMode
{
    /// <summary>Few seeds and updates: seconds to minutes.</summary>
    Quick,

    /// <summary>As many seeds as the claims deserve.</summary>
    Full,
}
