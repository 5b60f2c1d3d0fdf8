using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor copy_(Tensor source, bool nonBlocking = false) => Op.InPlace("copy_", this, source, nonBlocking);

        public Tensor fill_(Scalar value) => Op.InPlace("fill_.Scalar", this, value);

        public Tensor set_(Tensor source) => Op.InPlace("set_.source_Tensor", this, source);

        // TorchSharp answers with another handle of the tensor here, so that disposing of the answer leaves the tensor alone.
        public Tensor zero_() => Op.InPlace("zero_", this).alias();
    }
}
