namespace Experiments.Studies.Judging;

public enum ClaimVerdict
{
    /// <summary>The whole interval lies in the accepted range.</summary>
    Holds,

    /// <summary>The whole interval lies outside the accepted range.</summary>
    DoesNotHold,

    /// <summary>The interval contains accepted and other values: more seeds are needed.</summary>
    Open,

    /// <summary>The study has no results in this mode.</summary>
    NotRun,

    /// <summary>The measurements or configs of the study changed after its last run.</summary>
    OutOfDate,
}
