using System.Runtime.InteropServices;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Experiments.Models;

/// <summary>
/// Memory that a kernel reads before anybody has written it. The CPU convolutions of some builds of libtorch keep channels in blocks of eight or sixteen, leave what fills up the last block as the
/// tensor before left it, and multiply it by 0: where that was infinite or no number, so is the result, now and then and whatever the seed. libtorch 2.10.0 does so with 33 channels, with 1 or with 24,
/// and not with 16, 32 or 64. Whether the one at hand does is found out once a process; if it does, glibc clears memory before it is handed out.
/// </summary>
public static class UnwrittenMemory
{
    // malloc.h: each byte that is handed out is the complement of this one, each that is given back this one.
    private const int Perturb = -6;
    private const int HandsOutZeros = 255;

    // Of the block sizes in use, 33 channels fill none.
    private const long Channels = 33;
    private const int Tries = 5;

    private static readonly Lazy<bool> s_cleared = new(() => IsRead() && Clear(true));

    /// <summary>Has memory cleared for the rest of the process, where a model has convolutions and this libtorch's read what nobody wrote.</summary>
    /// <returns>Whether it is cleared.</returns>
    public static bool KeepFrom(Module model) => model.modules().Any(module => module is TorchSharp.Modules.Conv2d) && s_cleared.Value;

    /// <summary>Whether memory is cleared in this process.</summary>
    public static bool IsCleared => s_cleared is { IsValueCreated: true, Value: true };

    /// <summary>Whether a convolution over what others left behind gives what is no number.</summary>
    internal static bool IsRead()
    {
        using var noGradients = no_grad();
        using var weight = ones([Channels, Channels, 3, 3], dtype: ScalarType.Float32, device: CPU);
        for (var attempt = 0; attempt < Tries; attempt++)
        {
            using var scope = NewDisposeScope();
            // The images first: a tensor that is filled would clear what the convolution is to find.
            var images = ones([4, Channels, 4, 4], dtype: ScalarType.Float32, device: CPU);
            LeaveBehind(float.NaN);
            if (!functional.conv2d(images, weight, padding: [1, 1]).isfinite().all().item<bool>())
                return true;
        }
        return false;
    }

    /// <summary>Fills pieces of memory of many sizes with a value and gives them back.</summary>
    internal static void LeaveBehind(float value)
    {
        using var scope = NewDisposeScope();
        for (var size = 1L << 7; size <= 1L << 17; size <<= 1)
        {
            for (var piece = 0; piece < 4; piece++)
                _ = full([size], value, dtype: ScalarType.Float32, device: CPU);
        }
    }

    /// <summary>Has glibc clear what it hands out, or not any more; false where the C library is another one.</summary>
    internal static bool Clear(bool on)
    {
        if (!OperatingSystem.IsLinux())
            return false;
        try
        {
            return SetOption(Perturb, on ? HandsOutZeros : 0) != 0;
        }
        catch (Exception missing) when (missing is DllNotFoundException or EntryPointNotFoundException)
        {
            return false;
        }
    }

    [DllImport("libc.so.6", EntryPoint = "mallopt")]
    private static extern int SetOption(int option, int value);
}
