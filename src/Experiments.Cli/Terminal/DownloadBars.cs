namespace Experiments.Cli.Terminal;

/// <summary>Shows downloads on a terminal: a bar per file, with its speed and the time left.</summary>
public sealed class DownloadBars : IDownloadObserver
{
    private readonly IAnsiConsole _console;
    private readonly ProgressContext _context;
    private readonly Dictionary<RemoteFile, ProgressTask> _tasks = [];

    private DownloadBars(IAnsiConsole console, ProgressContext context) => (_console, _context) = (console, context);

    /// <summary>Calls <paramref name="run"/> on this thread, with an observer that draws on <paramref name="console"/>.</summary>
    public static T Show<T>(IAnsiConsole console, Func<IDownloadObserver, T> run) => console.Progress()
        .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn { Width = 24 }, new DownloadedColumn(),
            new TransferSpeedColumn(), new RemainingTimeColumn())
        .Start(context => run(new DownloadBars(console, context)));

    /// <inheritdoc/>
    public void Started(RemoteFile file, Uri address, long received)
    {
        if (!_tasks.TryGetValue(file, out var task))
            _tasks[file] = task = _context.AddTask(file.Name.EscapeMarkup(), maxValue: file.Size);
        task.Value = received;
    }

    /// <inheritdoc/>
    public void Received(RemoteFile file, long received) => _tasks[file].Value = received;

    /// <inheritdoc/>
    public void Finished(RemoteFile file, string path) => _tasks[file].StopTask();

    /// <inheritdoc/>
    public void Trouble(string sentence) => _console.Write(new Text(sentence + "\n", new Style(Color.Yellow)));
}
