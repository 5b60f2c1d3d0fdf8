using Experiments.Models;
using Experiments.Native;

namespace Experiments.Training;

/// <summary>Prepares TorchSharp in a process; every program and every test assembly calls it before its first use of TorchSharp.</summary>
public static class TorchStart
{
    private static readonly Lock s_lock = new();
    private static bool s_isReady;

    /// <summary>Loads the native library and checks its convolutions. Later calls return the library that the first call loaded.</summary>
    /// <param name="option">Value of <c>--torch</c>; null if not given.</param>
    /// <exception cref="InputException">The choice is not <c>packages</c> or <c>libtorch</c>.</exception>
    /// <exception cref="MissingException">The native library is not installed, or can't be loaded.</exception>
    public static LoadedTorch Begin(string? option = null)
    {
        var torch = TorchLibrary.Load(option);
        lock (s_lock)
        {
            if (s_isReady)
                return torch;
            Nnpack.Try(torch);
            ConvolutionProof.Establish(torch);
            s_isReady = true;
            return torch;
        }
    }
}
