namespace Experiments.Initialization;

/// <summary>How the entries of a weight depend on one another.</summary>
public enum EntryKind
{
    /// <summary>They are drawn independently, or nearly so.</summary>
    Independent,

    /// <summary>Rows or columns are orthonormal up to a factor, so squared lengths fluctuate less than under independent draws.</summary>
    Orthogonal,

    /// <summary>Only the centre of the kernel is not 0, and it holds an orthogonal matrix in each group.</summary>
    OrthogonalCentre,

    /// <summary>All entries are equal, so the units of a layer are copies of one another.</summary>
    Equal,

    /// <summary>They are not random, and not equal.</summary>
    Fixed,
}
