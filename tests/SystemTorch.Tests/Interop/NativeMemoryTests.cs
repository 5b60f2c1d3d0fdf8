using System.Runtime.InteropServices;
using TorchSharp;

namespace SystemTorch.Tests.Interop;

/// <summary>What the shim allocates beside tensors is given back: glibc is asked for the bytes in use.</summary>
public sealed class NativeMemoryTests
{
    private const int Rounds = 100;

    private const long Slack = 128 << 10;

    // 8 kB of handles a round.
    [SkippableFact]
    public void The_list_of_an_operators_tensors_is_given_back()
    {
        using var a = torch.zeros(1000);

        Assert.InRange(Growth(() =>
        {
            foreach (var part in a.unbind())
                part.Dispose();
        }), long.MinValue, Slack);
    }

    // A shape of 1000 extents makes a message of 3 kB.
    [SkippableFact]
    public void Messages_are_given_back()
    {
        using var a = torch.zeros(2);
        var shape = Enumerable.Repeat(1L, 1000).ToArray();

        Assert.InRange(Growth(() => Assert.True(Assert.Throws<ExternalException>(() => a.view(shape)).Message.Length > 3000)), long.MinValue, Slack);
    }

    // The state of a Mersenne twister takes 5 kB.
    [SkippableFact]
    public void A_disposed_generator_is_given_back() => Assert.InRange(Growth(() => new torch.Generator(1).Dispose()), long.MinValue, Slack);

    // What leaks grows every time; the runtime, whose compiler and collector allocate from the same heap, only now and then.
    private static long Growth(Action round)
    {
        Shim.Require();
        return Enumerable.Range(0, 5).Min(_ =>
        {
            var before = BytesInUse();
            for (var i = 0; i < Rounds; i++)
                round();
            return BytesInUse() - before;
        });
    }

    private static long BytesInUse()
    {
        try
        {
            return (long)mallinfo2().InUse;
        }
        catch (Exception e) when (e is EntryPointNotFoundException or DllNotFoundException)
        {
            throw new SkipException("The C library is not glibc 2.33 or later, which tells how much memory is in use.");
        }
    }

#pragma warning disable SYSLIB1054, CA5392, IDE1006 // The entry point by the name it has there.
    [DllImport("libc")] private static extern MallocInfo mallinfo2();
#pragma warning restore SYSLIB1054, CA5392, IDE1006

    [StructLayout(LayoutKind.Sequential)]
    private readonly struct MallocInfo
    {
        private readonly nuint _arena, _ordblks, _smblks, _hblks, _hblkhd, _usmblks, _fsmblks;
        internal readonly nuint InUse;
        private readonly nuint _fordblks, _keepcost;
    }
}
