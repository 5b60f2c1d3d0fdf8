using System.Collections.Concurrent;

namespace Experiments.Tests.Sweeps;

/// <summary>A standard input that ends when the test ends it.</summary>
internal sealed class StepwiseReader : TextReader
{
    private readonly ConcurrentQueue<string> _lines = new();
    private Func<bool> _isOver = () => false;

    public void Say(string line) => _lines.Enqueue(line);

    public void EndWhen(Func<bool> isOver) => _isOver = isOver;

    public override string? ReadLine()
    {
        while (true)
        {
            if (_lines.TryDequeue(out var line))
                return line;
            if (_isOver())
                return null;
            Thread.Sleep(5);
        }
    }
}
