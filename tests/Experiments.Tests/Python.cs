using System.Collections.Concurrent;

namespace Experiments.Tests;

/// <summary>
/// Runs scripts with this machine's Python interpreters, as independent implementations for comparison. For each interpreter, one server
/// process imports the libraries once and forks for every script, because importing PyTorch takes two seconds of processor time. Every
/// script still has its own process, with its own random generators.
/// </summary>
internal sealed class Python
{
    // The server reads "<bytes of the script>\n<script>" and answers "<exit code> <bytes of output> <bytes of errors>\n<output><errors>".
    // The server ends when its input ends, or when the process of the tests ends.
    private const string Server = """
        import importlib, os, subprocess, sys, tempfile, traceback
        for name in sys.argv[1:]:
            importlib.import_module(name)
        sys.argv = ["-"]
        requests, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        os.dup2(2, 1)
        answers.write(b"ready\n")
        answers.flush()

        def run(script):
            try:
                exec(compile(script, "<script>", "exec"), {"__name__": "__main__"})
                return 0
            except SystemExit as end:
                return end.code if isinstance(end.code, int) else 0 if end.code is None else 1
            except BaseException:
                traceback.print_exc()
                return 1

        while line := requests.readline():
            script = requests.read(int(line))
            with tempfile.TemporaryFile() as output, tempfile.TemporaryFile() as errors:
                if hasattr(os, "fork"):
                    child = os.fork()
                    if child == 0:
                        requests.close()
                        os.dup2(output.fileno(), 1)
                        os.dup2(errors.fileno(), 2)
                        code = run(script)
                        sys.stdout.flush()
                        sys.stderr.flush()
                        os._exit(code)
                    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
                else:
                    code = subprocess.run([sys.executable, "-"], input=script, stdout=output, stderr=errors).returncode
                texts = []
                for file in output, errors:
                    file.seek(0)
                    texts.append(file.read())
            answers.write(b"%d %d %d\n" % (code, len(texts[0]), len(texts[1])) + texts[0] + texts[1])
            answers.flush()
        """;

    private static readonly ConcurrentDictionary<string, Python?> s_byModule = new();

    private readonly Process _process;

    private Python(Process process) => _process = process;

    /// <summary>
    /// Returns the first of $EXPERIMENTS_PYTHON, /usr/bin/python3 and python3 that has the module, with the module imported; null if no
    /// interpreter has the module.
    /// </summary>
    public static Python? With(string module) =>
        s_byModule.GetOrAdd(module,
            name => new[] { Environment.GetEnvironmentVariable("EXPERIMENTS_PYTHON"), "/usr/bin/python3", "python3" }
                .Where(python => !string.IsNullOrEmpty(python)).Select(python => Start(python!, name))
                .FirstOrDefault(python => python is not null));

    public (int Code, string Output, string Error) Run(string script)
    {
        lock (_process)
        {
            var text = Encoding.UTF8.GetBytes(script);
            var (input, answers) = (_process.StandardInput.BaseStream, _process.StandardOutput.BaseStream);
            input.Write(Encoding.ASCII.GetBytes($"{text.Length.ToString(CultureInfo.InvariantCulture)}\n"));
            input.Write(text);
            input.Flush();
            var head = Line(answers).Split(' ').Select(number => int.Parse(number, CultureInfo.InvariantCulture)).ToArray();
            return (head[0], Text(answers, head[1]), Text(answers, head[2]));
        }
    }

    private static Python? Start(string python, string module)
    {
        var start = new ProcessStartInfo(python, ["-c", Server, module]) { RedirectStandardInput = true, RedirectStandardOutput = true,
            RedirectStandardError = true };
        start.Environment["OMP_NUM_THREADS"] = "1";
        try
        {
            var process = Process.Start(start)!;
            process.ErrorDataReceived += (_, _) => { };
            process.BeginErrorReadLine();
            return Line(process.StandardOutput.BaseStream) == "ready" ? new Python(process) : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }

    private static string Line(Stream stream)
    {
        var line = new StringBuilder();
        for (int one; (one = stream.ReadByte()) is not (-1 or '\n');)
            line.Append((char)one);
        return line.ToString();
    }

    private static string Text(Stream stream, int bytes)
    {
        var text = new byte[bytes];
        stream.ReadExactly(text);
        return Encoding.UTF8.GetString(text);
    }
}
