using Experiments.Tests.Runs;

namespace Experiments.Tests.Native;

/// <summary>Counts the tensors that this project's library has created and not freed.</summary>
public sealed class LiveHandleTests : IDisposable
{
    private readonly RunFixture _runs = new();

    public void Dispose() => _runs.Dispose();

    [SkippableFact]
    public void Ten_thousand_updates_leave_no_tensor_behind()
    {
        // The first run creates objects that exist until the process ends, such as generators and the default device.
        Train(100);
        var before = Live();
        Train(10_000);
        Assert.Equal(before, Live());
    }

    // Shows that the count changes when tensors are created.
    [SkippableFact]
    public void A_tensor_that_is_kept_is_counted()
    {
        var before = Live();
        using (TorchSharp.torch.zeros(1))
            Assert.Equal(before + 1, Live());
        Assert.Equal(before, Live());
    }

    private void Train(int steps)
    {
        var summary = _runs.Run(RunFixture.DigitsMlp, $"training.steps={steps}", $"training.eval_every_steps={steps}",
            $"name=\"steps{steps}\"", "optimizer={\"kind\":\"adamw\",\"lr\":0.001}");
        Assert.Equal(steps, summary.Progress.Step);
    }

    private static long Live()
    {
        for (var round = 0; round < 2; round++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        var library = NativeLibrary.Load(TorchLibrary.Load().Library);
        Skip.IfNot(NativeLibrary.TryGetExport(library, "ExperimentsTorch_live_handles", out var address),
            "TorchSharp's own library does not count its tensors.");
        return Marshal.GetDelegateForFunctionPointer<Count>(address)();
    }

    // TorchSharp does not keep a scalar's C# object alive during a call, so the garbage collector may free the scalar.
    [SkippableFact]
    public void A_scalar_stays_readable_for_a_call_that_still_has_its_handle()
    {
        var library = NativeLibrary.Load(TorchLibrary.Load().Library);
        Skip.IfNot(NativeLibrary.TryGetExport(library, "ExperimentsTorch_live_handles", out _),
            "TorchSharp's own library frees a scalar at once.");
        T Function<T>(string name) => Marshal.GetDelegateForFunctionPointer<T>(NativeLibrary.GetExport(library, name));
        var (make, read, dispose) = (Function<Make>("THSTorch_float64_to_scalar"), Function<Read>("THSTorch_scalar_to_float64"),
            Function<Free>("THSTorch_dispose_scalar"));
        var handles = Enumerable.Range(0, 1000).Select(i => make(i + 0.25)).ToList();
        handles.ForEach(handle => dispose(handle));
        var others = Enumerable.Range(0, 1000).Select(_ => make(-1)).ToList();
        Assert.Equal(Enumerable.Range(0, 1000).Select(i => i + 0.25), handles.Select(handle => read(handle)));
        others.ForEach(handle => dispose(handle));
    }

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate long Count();

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate IntPtr Make(double value);

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate double Read(IntPtr handle);

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate void Free(IntPtr handle);
}
