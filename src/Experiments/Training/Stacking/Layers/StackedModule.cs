namespace Experiments.Training;

/// <summary>One or more layers, for all cells of a stack.</summary>
internal abstract class StackedModule
{
    /// <summary>Whether these layers may draw random numbers in training.</summary>
    public virtual bool DrawsRandomNumbers => false;

    /// <summary>The types of this module and of the modules in it.</summary>
    public virtual string Form => GetType().Name;

    public abstract StackedSignal Forward(StackedSignal signal);
}
