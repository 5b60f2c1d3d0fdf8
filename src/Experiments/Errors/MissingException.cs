namespace Experiments.Errors;

/// <summary>Something that the plan needs is not on this machine: a native library, CUDA, a data set or correct convolutions (exit code 3).
/// The message gives advice.</summary>
public sealed class MissingException(string message) : Exception(message);
