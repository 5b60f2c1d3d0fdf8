namespace Experiments.Errors;

/// <summary>The machine lacks what the plan needs: a native library, CUDA, a data set or correct convolutions
/// (exit code 3). The message says what to do.</summary>
public sealed class MissingException(string message) : Exception(message);
