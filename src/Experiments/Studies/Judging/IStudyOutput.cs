using Experiments.Studies.Reading;

namespace Experiments.Studies.Judging;

/// <summary>The stored output of one measurement.</summary>
internal interface IStudyOutput
{
    /// <summary>Finds the number of a path.</summary>
    /// <exception cref="FormatException">The output has no such number. The message completes a sentence.</exception>
    Readings Find(ValuePath path);
}
