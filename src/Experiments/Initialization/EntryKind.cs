namespace Experiments.Initialization;

/// <summary>Dependence between the entries of a weight.</summary>
public enum EntryKind
{
    /// <summary>Entries are independent, or nearly independent.</summary>
    Independent,

    /// <summary>Rows or columns are orthonormal up to a factor, so squared norms fluctuate less than for independent entries.</summary>
    Orthogonal,

    /// <summary>Only the centre of the kernel is nonzero. The centre is an orthogonal matrix in each group.</summary>
    OrthogonalCentre,

    /// <summary>All entries are equal, so all units of a layer are equal.</summary>
    Equal,

    /// <summary>Entries are neither random nor equal.</summary>
    Fixed,
}
