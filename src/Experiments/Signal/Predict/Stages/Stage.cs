namespace Experiments.Signal.Predict;

/// <summary>One step that a signal takes through a network, as theory sees it: no values, only laws and shapes.</summary>
public abstract record Stage;
