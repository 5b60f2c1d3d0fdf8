using GpuCheck.Training;

namespace GpuCheck.Checks;

/// <summary>A property to check on a device, in one or more trials.</summary>
internal interface ICheck
{
    /// <summary>The name on the command line and in the table.</summary>
    string Name { get; }

    /// <summary>Describes in a few sentences what is compared, and how the tolerance is derived.</summary>
    string Legend { get; }

    /// <summary>Lists the trials without running them.</summary>
    IEnumerable<Trial> Trials(Bench bench);
}
