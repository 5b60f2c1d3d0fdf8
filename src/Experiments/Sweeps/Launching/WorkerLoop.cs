using System.Collections.Concurrent;
using Experiments.Runs;
using Experiments.Training;

namespace Experiments.Sweeps.Launching;

/// <summary>
/// The loop of a worker process: it reads orders, one per line, and reports the result of every cell. An order names one cell (<c>ID</c>,
/// or <c>ID anew</c>), or several cells that train together (<c>ID ID anew ID</c>). When the input ends, the loop interrupts the current
/// run after the current update, and stops. The input also ends if the process that gives the orders is killed.
/// </summary>
public sealed class WorkerLoop : IDisposable
{
    private const string Anew = "anew";

    private static readonly TimeSpan s_reportEvery = TimeSpan.FromMilliseconds(200);

    private readonly CellRunner _runner;
    private readonly Dictionary<string, CellRecord> _cells;
    private readonly TextWriter _output;
    private readonly BlockingCollection<string> _orders = [];
    private readonly CancellationTokenSource _stop;

    /// <param name="cancellation">Stops the worker, like the end of its input.</param>
    public WorkerLoop(CellRunner runner, IEnumerable<CellRecord> cells, TextWriter output, CancellationToken cancellation)
    {
        _runner = runner;
        _cells = cells.ToDictionary(cell => cell.Id);
        _output = output;
        _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
    }

    public void Run(TextReader input)
    {
        new Thread(() => Listen(input)) { IsBackground = true }.Start();
        foreach (var order in _orders.GetConsumingEnumerable())
        {
            if (_stop.IsCancellationRequested)
                break;
            Carry(order.Split(' '));
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _stop.Dispose();
        _orders.Dispose();
    }

    private void Carry(string[] words)
    {
        var group = new List<GroupedCell>();
        var reporters = new Dictionary<CellRecord, Reporter>();
        for (var i = 0; i < words.Length; i++)
        {
            if (words[i] == Anew)
                continue;
            if (_cells.TryGetValue(words[i], out var cell))
            {
                reporters[cell] = new Reporter(this, cell.Id);
                group.Add(new GroupedCell(cell, i + 1 < words.Length && words[i + 1] == Anew, reporters[cell]));
            }
            else
                Say(new WorkerMessage("failed", words[i]));
        }
        _runner.Run(group, (cell, status) => Say(status is null
            ? new WorkerMessage("busy", cell.Id)
            : new WorkerMessage("done", cell.Id, reporters[cell].Step, status.ToString()!.ToLowerInvariant())), _stop.Token);
    }

    private void Listen(TextReader input)
    {
        while (input.ReadLine() is { } line)
            _orders.Add(line);
        _orders.CompleteAdding();
        _stop.Cancel();
    }

    // An error is ignored: the process that gives the orders may have ended, and the run folder has the same information.
    private void Say(WorkerMessage message)
    {
        try
        {
            _output.WriteLine(message.ToLine());
            _output.Flush();
        }
        catch (IOException)
        {
        }
    }

    private sealed class Reporter(WorkerLoop loop, string cell) : IRunObserver
    {
        private readonly Stopwatch _since = Stopwatch.StartNew();

        private CellReport _report = new(0);
        private string _select = "";

        public long Step => _report.Step;

        public void Started(RunStart start) => (_report, _select) = (new CellReport(start.FirstStep), start.Plan.Select);

        public void StepDone(StepReport report)
        {
            _report = _report with { Step = report.Step, Epoch = report.Epoch, Loss = report.Loss };
            if (_since.Elapsed < s_reportEvery)
                return;
            _since.Restart();
            loop.Say(new WorkerMessage("step", cell, Step) { Report = _report });
        }

        // The report shows the metric on the validation split, or on the test split if there is no validation split.
        public void Evaluated(EvaluationRow row)
        {
            var isShown = row.Split == "validation" || row.Split == "test" && _report.Split != "validation";
            if (isShown && row.Metrics.FirstOrDefault(metric => metric.Name == _select) is { Name: not null } metric)
                _report = _report with { Split = row.Split, Metric = metric };
        }

        public void Warning(string message)
        {
        }

        public void Finished(RunSummary summary)
        {
        }
    }
}
