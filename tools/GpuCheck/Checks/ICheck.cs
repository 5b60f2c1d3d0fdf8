using GpuCheck.Training;

namespace GpuCheck.Checks;

/// <summary>A property to check on a device, in one or more trials.</summary>
internal interface ICheck
{
    /// <summary>The name on the command line and in the table.</summary>
    string Name { get; }

    /// <summary>Describes in a few sentences what is compared, and where the tolerance comes from.</summary>
    string Legend { get; }

    /// <summary>The trials; listing them computes nothing.</summary>
    IEnumerable<Trial> Trials(Bench bench);
}
