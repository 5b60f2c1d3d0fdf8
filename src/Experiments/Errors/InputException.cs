namespace Experiments.Errors;

/// <summary>The input is wrong (exit code 2). The message says where the mistake is, what was given and what is allowed.</summary>
public sealed class InputException : Exception
{
    public InputException(string message)
        : base(message) => Mistakes = [message];

    /// <summary>All mistakes of an input, one sentence each; the message has one per line.</summary>
    public InputException(IReadOnlyList<string> mistakes)
        : base(string.Join(Environment.NewLine, mistakes)) => Mistakes = mistakes;

    /// <summary>The mistakes, in the order of the input.</summary>
    public IReadOnlyList<string> Mistakes { get; }
}
