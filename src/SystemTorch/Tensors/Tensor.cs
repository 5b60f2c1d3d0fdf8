using System.Diagnostics;
using TorchSharp.Interop;
using TorchSharp.Utils;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>A handle of a libtorch tensor. It is released by Dispose, by the dispose scope that holds it, or at last by its finaliser.</summary>
    public partial class Tensor : IDisposable
    {
        private static long s_totalCount;
        private static long s_peakCount;

        private nint _handle;

        internal Tensor(nint handle, bool register = true)
        {
            _handle = handle;
            var total = Interlocked.Increment(ref s_totalCount);
            if (total > s_peakCount)
                s_peakCount = total;
            if (register)
                OwningDisposeScope = DisposeScopeManager.OfThread.Register(this);
        }

        ~Tensor() => Dispose(false);

        public static long TotalCount => s_totalCount;

        public static long PeakCount => s_peakCount;

        public string? name { get; set; }

        internal DisposeScope? OwningDisposeScope { get; set; }

        public bool IsInvalid => _handle == 0;

        /// <summary>The native handle.</summary>
        /// <exception cref="InvalidOperationException">The tensor was disposed.</exception>
        public IntPtr Handle => _handle != 0 ? _handle : throw new InvalidOperationException("Tensor invalid -- empty handle.");

        public long Dimensions => Info.Dim;

        public long dim() => Info.Dim;

        public long ndim => Info.Dim;

        public long NumberOfElements => Info.NumElements;

        public long numel() => Info.NumElements;

        public long ElementSize => Info.ElementSize;

        public long element_size() => Info.ElementSize;

        public long storage_offset() => Info.StorageOffset;

        public ScalarType dtype => (ScalarType)Info.Dtype;

        public DeviceType device_type => (DeviceType)Info.DeviceType;

        public int device_index => Info.DeviceIndex;

        public Device device
        {
            get
            {
                var info = Info;
                var type = (DeviceType)info.DeviceType;
                return type == DeviceType.CPU ? new Device(type) : new Device(type, info.DeviceIndex);
            }
        }

        public bool is_cuda => device_type == DeviceType.CUDA;

        public bool is_meta => device_type == DeviceType.META;

        public bool is_cpu() => device_type == DeviceType.CPU;

        public bool is_sparse => Info.IsSparse != 0;

        public bool is_contiguous() => Info.IsContiguous != 0;

        public bool is_integral() => torch.is_integral(dtype);

        public bool is_floating_point() => torch.is_floating_point(dtype);

        public bool is_complex() => torch.is_complex(dtype);

        public long[] shape => size();

        internal unsafe TensorInfo Info
        {
            get
            {
                TensorInfo info;
                Failure.Check(Native.st_tensor_info(Handle, &info));
                GC.KeepAlive(this);
                return info;
            }
        }

        public unsafe long[] size()
        {
            var sizes = new long[Info.Dim];
            fixed (long* s = sizes)
                Failure.Check(Native.st_tensor_shape(Handle, s, null));
            GC.KeepAlive(this);
            return sizes;
        }

        public long size(int dim) => Op.Int("size.int", this, dim);

        public unsafe long[] stride()
        {
            var strides = new long[Info.Dim];
            fixed (long* s = strides)
                Failure.Check(Native.st_tensor_shape(Handle, null, s));
            GC.KeepAlive(this);
            return strides;
        }

        public long stride(int dim) => Op.Int("stride.int", this, dim);

        /// <summary>A second handle of the same tensor.</summary>
        public Tensor alias()
        {
            Failure.Check(Native.st_tensor_alias(Handle, out var result));
            GC.KeepAlive(this);
            return new Tensor(result);
        }

        /// <summary>Gives up the handle, which the caller now owns.</summary>
        public IntPtr DecoupleFromNativeHandle() => MoveHandle();

        internal IntPtr MoveHandle()
        {
            var handle = Handle;
            Interlocked.Decrement(ref s_totalCount);
            _handle = 0;
            return handle;
        }

        public static Tensor UnsafeCreateTensor(IntPtr handle) => new(handle);

        public Tensor MoveToOuterDisposeScope()
        {
            OwningDisposeScope?.MoveToOuter(this);
            return this;
        }

        public Tensor DetachFromDisposeScope()
        {
            OwningDisposeScope?.Detach(this);
            return this;
        }

        public Tensor MoveToOtherDisposeScope(Tensor other) => MoveToOtherDisposeScope(other.OwningDisposeScope);

        public Tensor MoveToOtherDisposeScope(DisposeScope? other)
        {
            if (OwningDisposeScope is null)
                other?.Attach(this);
            else
                OwningDisposeScope.MoveToOther(other, this);
            return this;
        }

        public override bool Equals(object? obj) => obj is Tensor other && Equals(other);

        public override int GetHashCode() => base.GetHashCode();

        public void Dispose()
        {
            Dispose(true);
            GC.SuppressFinalize(this);
        }

        protected virtual void Dispose(bool disposing)
        {
            var handle = Interlocked.Exchange(ref _handle, 0);
            if (handle == 0)
                return;
            Interlocked.Decrement(ref s_totalCount);
            Native.st_tensor_dispose(handle);
            // On the finaliser's thread the scope is unreachable too, and its statistics belong to another thread.
            if (!disposing)
                return;
            DisposeScopeManager.OfThread.CountDisposal(this);
            OwningDisposeScope?.MarkAsDisposed(this);
        }
    }
}
