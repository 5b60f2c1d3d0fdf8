namespace Experiments.Configuration;

/// <summary>The input is wrong (exit code 2). The message is what a person reads: where, what was given, what is allowed.</summary>
public sealed class InputException : Exception
{
    /// <summary>One mistake.</summary>
    public InputException(string message)
        : base(message) => Mistakes = [message];

    /// <summary>All mistakes of an input, each a sentence of its own.</summary>
    public InputException(IReadOnlyList<string> mistakes)
        : base(string.Join(Environment.NewLine, mistakes)) => Mistakes = mistakes;

    /// <summary>The mistakes, in the order in which the input has them.</summary>
    public IReadOnlyList<string> Mistakes { get; }
}
