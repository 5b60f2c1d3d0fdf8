namespace Experiments.Configuration;

/// <summary>The machine lacks something that the plan needs: a native library, CUDA, a data set, or right convolutions (exit code 3). The message says what to do.</summary>
public sealed class MissingException(string message) : Exception(message);
