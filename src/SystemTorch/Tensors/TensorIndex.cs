namespace TorchSharp;

public static partial class torch
{
    /// <summary>One entry between the brackets of an index: a number, a slice, a tensor of indices or a mask, a new dimension, or an ellipsis.</summary>
    public struct TensorIndex
    {
        internal enum Kind
        {
            NewDimension,
            Single,
            Slice,
            Ellipsis,
            Bool,
            Tensor,
        }

        public static TensorIndex Ellipsis = new() { Of = Kind.Ellipsis };

        /// <summary>A new dimension of extent 1.</summary>
        public static TensorIndex None = new() { Of = Kind.NewDimension };

        public static TensorIndex Null = new() { Of = Kind.NewDimension };

        public static TensorIndex Colon = Slice();

        internal Kind Of;
        internal long? Start;
        internal long? Stop;
        internal long? Step;
        internal Tensor? At;

        public static TensorIndex Slice(long? start = null, long? stop = null, long? step = null) =>
            new() { Of = Kind.Slice, Start = start, Stop = stop, Step = step };

        public static TensorIndex Slice((int? start, int? end) range) => Slice(range.start, range.end);

        public static TensorIndex Slice(Range range) => Slice(From(range.Start), range.End.Equals(Index.End) ? null : From(range.End));

        public static TensorIndex Bool(bool value) => new() { Of = Kind.Bool, Start = value ? 1 : 0 };

        public static TensorIndex Single(long? index) => new() { Of = Kind.Single, Start = index };

        public static TensorIndex Tensor(Tensor tensor) => new() { Of = Kind.Tensor, At = tensor };

        public static implicit operator TensorIndex(long value) => Single(value);

        public static implicit operator TensorIndex(Index index) => Single(From(index));

        public static implicit operator TensorIndex(Range range) => Slice(range);

        public static implicit operator TensorIndex((int? start, int? end) range) => Slice(range);

        // It exists so that an index prefers TensorIndex to Tensor where both would do; nothing converts through it.
        public static implicit operator Tensor(TensorIndex value) => throw new InvalidOperationException("Should not be called.");

        private static long From(Index index) => index.IsFromEnd ? -index.Value : index.Value;
    }
}
