namespace Experiments.Sweeps.Launching;

/// <summary>A worker process, as seen by the process that gives it orders. The worker gets cells, reports its progress, and may die at any
/// time.</summary>
internal sealed class WorkerProcess : IDisposable
{
    private const int MostLines = 20;

    private readonly Process _process;
    private readonly Queue<string> _lastLines = new();

    /// <summary>Starts the process.</summary>
    /// <param name="environment">Environment variables, in addition to the variables of this process.</param>
    public WorkerProcess(WorkerCommand command, IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string> environment)
    {
        var start = new ProcessStartInfo(command.File, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        _process = Process.Start(start) ?? throw new InvalidOperationException($"'{command.File}' can't be started.");
        _process.ErrorDataReceived += (_, received) => Keep(received.Data);
        _process.BeginErrorReadLine();
    }

    /// <summary>The last lines of the worker's output, without messages.</summary>
    public IReadOnlyList<string> LastLines
    {
        get
        {
            lock (_lastLines)
                return [.. _lastLines];
        }
    }

    public bool HasEnded => _process.HasExited;

    /// <summary>Sends an order to the worker; returns false if the process is dead.</summary>
    public bool Give(string order)
    {
        try
        {
            _process.StandardInput.WriteLine(order);
            _process.StandardInput.Flush();
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    /// <summary>Waits for the next message; returns null if the process has ended.</summary>
    public WorkerMessage? Next()
    {
        while (_process.StandardOutput.ReadLine() is { } line)
        {
            if (WorkerMessage.Parse(line) is { } message)
                return message;
            Keep(line);
        }
        return null;
    }

    /// <summary>Tells the worker to stop after the current update.</summary>
    public void Stop()
    {
        try
        {
            _process.StandardInput.Close();
        }
        catch (IOException)
        {
            // The process is already dead.
        }
    }

    /// <summary>Waits for the process to end and describes in one sentence why it died.</summary>
    public string CauseOfDeath()
    {
        _process.WaitForExit();
        return _process.ExitCode switch
        {
            128 + 9 => "The worker was killed (signal 9), perhaps because memory ran out.",
            128 + 6 => "The worker aborted (signal 6).",
            128 + 11 => "The worker crashed (signal 11, a segmentation fault).",
            > 128 and < 128 + 65 => $"The worker was killed by signal {_process.ExitCode - 128}.",
            var code => $"The worker ended with code {code} in the middle of the cell.",
        };
    }

    /// <summary>Ends the process immediately. Call this method only while the worker trains no cell.</summary>
    public void Kill()
    {
        try
        {
            _process.Kill();
        }
        catch (InvalidOperationException)
        {
            // The process is already dead.
        }

        Dispose();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Stop();
        _process.WaitForExit();
        _process.Dispose();
    }

    private void Keep(string? line)
    {
        if (string.IsNullOrEmpty(line))
            return;
        lock (_lastLines)
        {
            _lastLines.Enqueue(line);
            if (_lastLines.Count > MostLines)
                _lastLines.Dequeue();
        }
    }
}
