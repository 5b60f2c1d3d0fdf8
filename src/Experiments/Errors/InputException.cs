namespace Experiments.Errors;

/// <summary>The input is wrong (exit code 2). The message says where the mistake is, what was given and what is allowed.</summary>
public sealed class InputException : Exception
{
    public InputException(string message)
        : base(message) => Mistakes = [message];

    /// <summary>Reports all mistakes of an input, one sentence each. The message has one line per mistake.</summary>
    public InputException(IReadOnlyList<string> mistakes)
        : base(string.Join(Environment.NewLine, mistakes)) => Mistakes = mistakes;

    /// <summary>The mistakes, in the order of the input.</summary>
    public IReadOnlyList<string> Mistakes { get; }
}
