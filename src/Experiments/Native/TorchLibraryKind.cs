namespace Experiments.Native;

/// <summary>The native library behind TorchSharp.dll.</summary>
public enum TorchLibraryKind
{
    /// <summary>TorchSharp's own: <c>LibTorchSharp</c> and libtorch from its NuGet packages.</summary>
    Packages,

    /// <summary>This project's <c>LibTorchSharp</c> over a libtorch that is on the
    /// machine: <c>LIBTORCH</c>, or Debian's <c>libtorch-dev</c>.</summary>
    Libtorch,
}
