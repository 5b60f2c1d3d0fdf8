using Experiments.Tests.Runs;

namespace Experiments.Tests.Native;

/// <summary>Counts the tensors that this project's library has handed out and not got back.</summary>
public sealed class LiveHandleTests : IDisposable
{
    private readonly RunFixture _runs = new();

    public void Dispose() => _runs.Dispose();

    [SkippableFact]
    public void Ten_thousand_updates_leave_no_tensor_behind()
    {
        // The first run makes what the process keeps: generators, the default device.
        Train(100);
        var before = Live();
        Train(10_000);
        Assert.Equal(before, Live());
    }

    // Otherwise the count could be one that never changes.
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
        var summary = _runs.Run(RunFixture.DigitsMlp, $"training.steps={steps}", $"training.eval_every_steps={steps}", $"name=\"steps{steps}\"", "optimizer={\"kind\":\"adamw\",\"lr\":0.001}");
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
        Skip.IfNot(NativeLibrary.TryGetExport(library, "ExperimentsTorch_live_handles", out var address), "TorchSharp's own library does not count its tensors.");
        return Marshal.GetDelegateForFunctionPointer<Count>(address)();
    }

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate long Count();
}
