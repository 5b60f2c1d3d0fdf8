namespace Experiments.Configuration;

/// <summary>The machine lacks something that the plan needs: an engine, CUDA, a data set, or a convolution that is computed right (exit code 3). The message says what to put where.</summary>
public sealed class MissingException(string message) : Exception(message);
