using TorchSharp.Interop;
using TorchSharp.Utils;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>The memory of a contiguous tensor on the CPU. It is valid for as long as the tensor lives, which the span does not see to.</summary>
        public unsafe Span<byte> bytes
        {
            get
            {
                var info = Info;
                var total = info.NumElements * info.ElementSize;
                if (info.IsContiguous == 0)
                    throw new InvalidOperationException("Bytes() called on non-contiguous tensor.");
                if (total > int.MaxValue)
                    throw new ArgumentException("Span only supports up to int.MaxValue elements.");
                if (info.IsReadable == 0)
                    throw new InvalidOperationException("Reading data from non-CPU memory is not supported. Move or copy the tensor to the cpu before reading.");
                return new Span<byte>((void*)DataPointer, (int)total);
            }
            set
            {
                if (!is_contiguous())
                    throw new InvalidOperationException("SetBytes() called on non-contiguous tensor.");
                if (value.Length != numel() * element_size())
                    throw new ArgumentException("Mismatched data sizes in SetBytes().");
                value.CopyTo(bytes);
                GC.KeepAlive(this);
            }
        }

        internal nint DataPointer
        {
            get
            {
                Failure.Check(Native.st_tensor_data(Handle, out var data));
                GC.KeepAlive(this);
                return data;
            }
        }

        /// <summary>The elements, in memory of the CPU.</summary>
        /// <exception cref="ArgumentException"><typeparamref name="T"/> is not the type of the elements.</exception>
        public TensorAccessor<T> data<T>() where T : unmanaged
        {
            ValidateElementType(typeof(T));
            return new TensorAccessor<T>(device_type == DeviceType.CPU ? this : cpu());
        }

        /// <summary>The only element.</summary>
        public T item<T>() where T : unmanaged
        {
            if (NumberOfElements != 1)
                throw new ArgumentException("Number of elements in the tensor must be 1");
            return data<T>()[0];
        }

        public Scalar ToScalar()
        {
            var value = Op.Number("item", this);
            return value.Tag switch
            {
                Tag.Double => value.Real.ToScalar(),
                Tag.Bool => (value.Integer != 0).ToScalar(),
                _ => value.Integer.ToScalar(),
            };
        }

        public double ReadCpuDouble(long i) => TensorAccessor<double>.ReadItemAt(this, i);

        public float ReadCpuSingle(long i) => TensorAccessor<float>.ReadItemAt(this, i);

        public int ReadCpuInt32(long i) => TensorAccessor<int>.ReadItemAt(this, i);

        public long ReadCpuInt64(long i) => TensorAccessor<long>.ReadItemAt(this, i);

        public byte ReadCpuByte(long i) => TensorAccessor<byte>.ReadItemAt(this, i);

        public bool ReadCpuBool(long i) => TensorAccessor<bool>.ReadItemAt(this, i);

        public T ReadCpuValue<T>(long i) where T : unmanaged => TensorAccessor<T>.ReadItemAt(this, i);

        /// <summary>Writes the elements, row by row, as they lie in memory.</summary>
        public void WriteBytesToStream(Stream stream, int bufferSize = 1024)
        {
            stream.Write(bytes);
            GC.KeepAlive(this);
        }

        /// <summary>Fills the memory of the elements from the stream.</summary>
        /// <exception cref="EndOfStreamException">The stream ends before the last element.</exception>
        public void ReadBytesFromStream(Stream stream, int bufferSize = 1024)
        {
            stream.ReadExactly(bytes);
            GC.KeepAlive(this);
        }

        internal void ValidateElementType(Type element)
        {
            var type = dtype;
            if (!s_scalarTypes.TryGetValue(element, out var expected) || expected != type)
                throw new ArgumentException($"{element.Name} is not compatible with {type}");
        }
    }
}
