using GpuCheck.Training;

namespace GpuCheck.Checks;

/// <summary>One thing to check on a device, in one or more trials.</summary>
internal interface ICheck
{
    /// <summary>The name on the command line and in the table.</summary>
    string Name { get; }

    /// <summary>Says in a few sentences what is compared, and where the tolerance comes from.</summary>
    string Legend { get; }

    /// <summary>The trials; making the list computes nothing.</summary>
    IEnumerable<Trial> Trials(Bench bench);
}
