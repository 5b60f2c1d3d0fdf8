namespace LibTorchSharp.Probe;

/// <summary>Runs every case repeatedly, and records which cases do not free native objects or memory.</summary>
internal static unsafe class LeakSearch
{
    public static void Run(TextWriter output, int rounds)
    {
        var liveHandles = (delegate* unmanaged<long>)NativeLibrary.GetExport(NativeLoader.LibTorchSharp, "ExperimentsTorch_live_handles");
        var leaking = new HashSet<string>();
        var half = 0L;
        for (var round = 0; round < rounds; round++)
        {
            foreach (var row in Table.All)
            {
                var (handles, buffers) = (liveHandles(), BufferValue.Live);
                CaseRunner.Run(row);
                if (liveHandles() != handles && leaking.Add(row.Name))
                    output.WriteLine($"handles {row.Name} {liveHandles() - handles}");
                if (BufferValue.Live != buffers && leaking.Add(row.Name))
                    output.WriteLine($"buffers {row.Name} {BufferValue.Live - buffers}");
            }
            if (round == rounds / 2 - 1)
                half = ResidentBytes();
        }
        output.WriteLine($"grown {(ResidentBytes() - half) / 1024}");
    }

    private static long ResidentBytes()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        return Process.GetCurrentProcess().WorkingSet64;
    }
}
