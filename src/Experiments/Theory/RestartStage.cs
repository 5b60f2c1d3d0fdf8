namespace Experiments.Theory;

/// <summary>A step that theory can't follow: behind it the numbers begin anew from what is measured.</summary>
/// <param name="Reason">What stands there, in words: 'a max-pool'.</param>
public sealed record RestartStage(string Reason) : Stage;
