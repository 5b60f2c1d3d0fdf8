namespace Experiments.Studies.Reading;

/// <summary>A measurement that claims can refer to.</summary>
public interface IMeasurement
{
    /// <summary>First part of the paths of its values.</summary>
    string Name { get; }
}
