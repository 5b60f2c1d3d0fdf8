namespace Experiments.Tests.Training.Windows;

/// <summary>A listener that does nothing; the test decides when it reads the model.</summary>
internal sealed class SilentListener(Func<long, bool> looks) : ITrainingListener
{
    public bool LooksAfter(long step) => looks(step);

    public void Starting(long step)
    {
    }

    public void StepDone(StepReport report)
    {
    }

    public void EpochDone(long epoch, long step, double loss)
    {
    }

    public void Evaluated(EvaluationRow row)
    {
    }

    public void BestSoFar(BestEvaluation best)
    {
    }

    public void Checkpoint()
    {
    }

    public void Warning(string message)
    {
    }
}
