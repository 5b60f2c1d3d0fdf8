namespace Experiments.Native;

/// <summary>The native library that TorchSharp.dll calls.</summary>
public enum TorchLibraryKind
{
    /// <summary><c>LibTorchSharp</c> and libtorch from TorchSharp's NuGet packages.</summary>
    Packages,

    /// <summary>This project's <c>LibTorchSharp</c> with a libtorch on the machine: <c>LIBTORCH</c>, or Debian's
    /// <c>libtorch-dev</c>.</summary>
    Libtorch,
}
