using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace Experiments.Cli.Tests;

/// <summary>
/// A Slurm cluster of one node on this machine's loopback, in its own folder: munged, slurmctld and slurmd on free ports, without cgroups.
/// The cluster ends when the process of the tests ends, even if the process is killed. For this purpose, a shell waits for the end of its
/// input and then stops the daemons.
/// </summary>
public sealed class SlurmCluster : IDisposable
{
    private static readonly string[] s_programs = ["munged", "slurmctld", "slurmd", "sbatch", "squeue", "scancel", "scontrol"];

    // Slurm uses the first part of the host name as the node's name.
    private static readonly string s_host = Dns.GetHostName().Split('.')[0];

    private readonly TemporaryFolder _folder = new();
    private readonly Process? _keeper;

    public SlurmCluster()
    {
        var missing = s_programs.Where(program => Find(program) is null).ToList();
        if (!OperatingSystem.IsLinux() || missing.Count > 0)
        {
            WhyNot = $"no Slurm here ({string.Join(", ", missing)}); install Debian's packages slurm-wlm and munge";
            return;
        }
        Environment = new() { ["SLURM_CONF"] = _folder.Write("slurm.conf", Configuration()) };
        File.WriteAllBytes(Path.Combine(_folder.Path, "munge.key"), RandomNumberGenerator.GetBytes(1024));
        File.SetUnixFileMode(Path.Combine(_folder.Path, "munge.key"), UnixFileMode.UserRead | UnixFileMode.UserWrite);
        Directory.CreateDirectory(Path.Combine(_folder.Path, "state"));
        Directory.CreateDirectory(Path.Combine(_folder.Path, "spool"));
        _keeper = Process.Start(new ProcessStartInfo("bash", [_folder.Write("keep.sh", Keeper())]) { RedirectStandardInput = true })!;
        if (!Waiting.Until(() => _keeper.HasExited || Run("sinfo", "--noheader", "--format=%T").Trim() == "idle") || _keeper.HasExited)
            throw new InvalidOperationException(
                $"Slurm does not start:\n{string.Join('\n', Directory.GetFiles(_folder.Path, "*.log").Select(File.ReadAllText))}");
    }

    /// <summary>The reason why the cluster could not start; null if it runs.</summary>
    public string? WhyNot { get; }

    /// <summary>Environment variables with which Slurm's programs use this cluster.</summary>
    public Dictionary<string, string> Environment { get; } = [];

    /// <summary>Runs one of Slurm's programs and returns its output.</summary>
    public string Run(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(Find(program)!, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in Environment)
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        error.Wait();
        process.WaitForExit();
        return output;
    }

    public void Dispose()
    {
        if (_keeper is not null)
        {
            _keeper.StandardInput.Close();
            _keeper.WaitForExit();
            _keeper.Dispose();
        }
        _folder.Dispose();
    }

    private string Configuration() => $"""
        ClusterName=experiments
        SlurmctldHost={s_host}(127.0.0.1)
        SlurmctldPort={FreePort()}
        SlurmdPort={FreePort()}
        AuthType=auth/munge
        AuthInfo=socket={_folder.Path}/munge.socket
        CredType=cred/munge
        SlurmUser={System.Environment.UserName}
        SlurmdUser={System.Environment.UserName}
        StateSaveLocation={_folder.Path}/state
        SlurmdSpoolDir={_folder.Path}/spool
        SlurmctldPidFile={_folder.Path}/slurmctld.pid
        SlurmdPidFile={_folder.Path}/slurmd.pid
        ProctrackType=proctrack/pgid
        TaskPlugin=task/none
        SwitchType=switch/none
        MpiDefault=none
        JobAcctGatherType=jobacct_gather/none
        AccountingStorageType=accounting_storage/none
        SelectType=select/cons_tres
        SelectTypeParameters=CR_CPU
        SchedulerParameters=sched_interval=1,batch_sched_delay=0,sched_min_interval=0
        ReturnToService=2
        NodeName={s_host} NodeAddr=127.0.0.1 CPUs=2 State=UNKNOWN
        PartitionName=test Nodes=ALL Default=YES MaxTime=INFINITE State=UP

        """;

    private string Keeper() => $"""
        cd '{_folder.Path}'
        export SLURM_CONF='{_folder.Path}/slurm.conf'
        '{Find("munged")}' --foreground --force --key-file="$PWD/munge.key" --socket="$PWD/munge.socket" --pid-file="$PWD/munged.pid" --log-file="$PWD/munged.log" --seed-file="$PWD/munged.seed" >munged.out.log 2>&1 &
        munged=$!
        until [ -S munge.socket ] || ! kill -0 $munged; do sleep 0.1; done
        '{Find("slurmctld")}' -D >slurmctld.log 2>&1 &
        daemons=$!
        '{Find("slurmd")}' -D >slurmd.log 2>&1 &
        daemons="$daemons $!"
        read -r _
        scancel --user="$(id -un)"
        for _ in $(seq 40); do [ -z "$(squeue --noheader)" ] && break; sleep 0.5; done
        kill $daemons
        wait $daemons
        kill $munged
        wait

        """;

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    // Also searches the folders of an administrator's PATH, because the daemons are in these folders.
    private static string? Find(string program) =>
        (System.Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Concat(["/usr/sbin", "/sbin"])
            .Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);
}
